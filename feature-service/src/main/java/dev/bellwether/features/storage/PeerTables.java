package dev.bellwether.features.storage;

import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.features.closing.TenantReferenceDay;
import dev.bellwether.features.peers.Contribution;
import dev.bellwether.features.peers.PeerReference;
import dev.bellwether.features.peers.ReferenceDay;
import dev.bellwether.features.state.Days;
import dev.bellwether.ingestion.v1.CompanyType;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The tables `peer_contribution` and `peer_reference`.
public final class PeerTables {

    public static final List<CompanyType> COMPANY_TYPES = List.of(CompanyType.ENTERPRISE, CompanyType.SELF_SERVE);

    private PeerTables() {}

    /// The days of a tenant's references, ascending.
    static List<ReferenceDay> days(Sql sql, String tenant) {
        List<ReferenceDay> days = new ArrayList<>();
        for (Row row : sql.execute(
                "SELECT day, backfill FROM peer_reference WHERE tenant = $1 AND company_type = $2 ORDER BY day",
                Tuple.of(tenant, CompanyType.SELF_SERVE_VALUE))) {
            days.add(new ReferenceDay(row.getInteger(0), row.getString(1)));
        }
        return days;
    }

    static PeerReference reference(Sql sql, String tenant, CompanyType companyType, int day) {
        Row row = sql.execute(
                "SELECT bytes FROM peer_reference WHERE tenant = $1 AND company_type = $2 AND day = $3",
                Tuple.of(tenant, companyType.getNumber(), day))
                .iterator()
                .next();
        return PeerReference.decode(day, row.getBuffer(0).getBytes());
    }

    static boolean take(Sql sql, TenantReferenceDay wanted) {
        if (days(sql, wanted.tenant()).stream().anyMatch(each -> each.day() == wanted.day().day())) {
            return false;
        }
        List<Contribution> contributions = contributions(sql, wanted);
        if (contributions.isEmpty()) {
            return false;
        }
        int written = 0;
        for (CompanyType companyType : COMPANY_TYPES) {
            PeerReference reference = Contribution.reference(wanted.day().day(), companyType, contributions);
            written += sql.update(
                    """
                    INSERT INTO peer_reference (tenant, day, company_type, backfill, bytes)
                    VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING""",
                    Tuple.of(
                            wanted.tenant(),
                            wanted.day().day(),
                            companyType.getNumber(),
                            wanted.day().backfill(),
                            Buffer.buffer(reference.encode())));
        }
        return written > 0;
    }

    /// Of all partitions.
    public static List<Contribution> contributions(Sql sql, TenantReferenceDay of) {
        List<Contribution> contributions = new ArrayList<>();
        for (Row row : sql.execute(
                "SELECT bytes FROM peer_contribution WHERE tenant = $1 AND day = $2 AND backfill = $3",
                Tuple.of(of.tenant(), of.day().day(), of.day().backfill()))) {
            contributions.add(Contribution.decode(row.getBuffer(0).getBytes()));
        }
        return contributions;
    }

    /// What one partition has contributed.
    public static Optional<byte[]> contribution(Sql sql, int partition, TenantReferenceDay to) {
        for (Row row : sql.execute(
                """
                SELECT bytes FROM peer_contribution
                WHERE tenant = $1 AND day = $2 AND backfill = $3 AND log_partition = $4""",
                Tuple.of(to.tenant(), to.day().day(), to.day().backfill(), partition))) {
            return Optional.of(row.getBuffer(0).getBytes());
        }
        return Optional.empty();
    }

    /// Whether the contribution comes out of the journal again: not when accounts have been erased since.
    public static boolean isRebuildable(Sql sql, int partition, TenantReferenceDay to) {
        return sql.execute(
                """
                        SELECT 1 FROM peer_contribution
                        WHERE tenant = $1 AND day = $2 AND backfill = $3 AND log_partition = $4 AND NOT rebuildable""",
                Tuple.of(to.tenant(), to.day().day(), to.day().backfill(), partition))
                .size() == 0;
    }

    /// Reports each reference that differs from the one computed from the partitions' contributions.
    public static void forEachUnfounded(Sql sql, Consumer<String> told) {
        for (Row row : sql.execute(
                "SELECT tenant, day, company_type, backfill, bytes FROM peer_reference ORDER BY tenant, day, company_type")) {
            TenantReferenceDay wanted = new TenantReferenceDay(
                    row.getString(0), new ReferenceDay(row.getInteger(1), row.getString(3)));
            CompanyType companyType = CompanyType.forNumber(row.getInteger(2));
            byte[] made = Contribution.reference(wanted.day().day(), companyType, contributions(sql, wanted)).encode();
            if (!Arrays.equals(made, row.getBuffer(4).getBytes())) {
                told.accept(wanted.tenant() + ": the reference to " + companyType + " peers of "
                        + Days.text(wanted.day().day()) + " is not what was contributed");
            }
        }
    }
}
