package dev.bellwether.segmentation.evaluation;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.segmentation.history.DecisionCodec;
import dev.bellwether.segmentation.membership.Decision;
import dev.bellwether.segmentation.membership.Membership.Ended;
import dev.bellwether.segmentation.membership.Membership.Placed;
import dev.bellwether.segmentation.membership.Membership.Unplaced;
import dev.bellwether.segmentation.membership.MembershipEvent.MembershipEnded;
import dev.bellwether.segmentation.membership.MembershipEvent.SegmentChanged;
import dev.bellwether.segmentation.membership.MembershipEvent.StandingDeclared;
import dev.bellwether.segmentation.membership.MembershipEvent.StandingSettled;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The table `membership`.
final class MembershipTable {

    // A row is there before its decision changes: an account's first event is its entry into a segment.
    private static final String WRITE = """
            INSERT INTO membership
                (tenant, account, log_partition, segment, since, standing, standing_since, version, decision)
            SELECT tenant, account, $9, segment, since, standing, standing_since, version, coalesce(decision, ''::bytea)
            FROM unnest($1::text[], $2::text[], $3::text[], $4::date[], $5::text[], $6::date[], $7::bigint[], $8::bytea[])
                AS new (tenant, account, segment, since, standing, standing_since, version, decision)
            ON CONFLICT (tenant, account) DO UPDATE
            SET segment = excluded.segment, since = excluded.since,
                standing = excluded.standing, standing_since = excluded.standing_since, version = excluded.version,
                decision = CASE WHEN excluded.decision = ''::bytea THEN membership.decision ELSE excluded.decision END""";

    private static final String REMOVE = """
            DELETE FROM membership USING unnest($1::text[], $2::text[]) AS gone (tenant, account)
            WHERE membership.tenant = gone.tenant AND membership.account = gone.account""";

    private MembershipTable() {}

    static void write(Sql sql, int partition, Map<AccountKey, Evaluation> moved) {
        List<Row> rows = new ArrayList<>();
        List<AccountKey> gone = new ArrayList<>();
        moved.forEach((account, evaluation) -> {
            switch (evaluation.after().membership()) {
                case Placed placed -> rows.add(new Row(account, placed, evaluation.after().version(), entry(evaluation)));
                case Ended _ -> gone.add(account);
                case Unplaced _ -> throw new IllegalStateException(account + " has events and is nowhere");
            }
        });
        if (!rows.isEmpty()) {
            write(sql, partition, rows);
        }
        if (!gone.isEmpty()) {
            sql.send(REMOVE, Tuple.from(new Object[] {
                gone.stream().map(AccountKey::tenant).toArray(String[]::new),
                gone.stream().map(AccountKey::account).toArray(String[]::new)
            }));
        }
    }

    /// @param decision absent when the account has stayed in its segment
    private record Row(AccountKey account, Placed placed, long version, Optional<Decision> decision) {}

    private static void write(Sql sql, int partition, List<Row> rows) {
        sql.send(WRITE, Tuple.from(new Object[] {
            rows.stream().map(it -> it.account.tenant()).toArray(String[]::new),
            rows.stream().map(it -> it.account.account()).toArray(String[]::new),
            rows.stream().map(it -> it.placed.in().toString()).toArray(String[]::new),
            rows.stream().map(it -> it.placed.since()).toArray(LocalDate[]::new),
            rows.stream().map(it -> it.placed.standing().map(s -> s.segment().toString()).orElse(null)).toArray(String[]::new),
            rows.stream().map(it -> it.placed.standing().map(s -> s.since()).orElse(null)).toArray(LocalDate[]::new),
            rows.stream().map(Row::version).toArray(Long[]::new),
            rows.stream().map(MembershipTable::decision).toArray(Buffer[]::new),
            partition
        }));
    }

    private static Buffer decision(Row row) {
        return row.decision
                .map(it -> Buffer.buffer(DecisionCodec.encode(row.account.tenant(), it).toByteArray()))
                .orElse(null);
    }

    private static Optional<Decision> entry(Evaluation evaluation) {
        Optional<Decision> entry = Optional.empty();
        for (var each : evaluation.aggregate().changes()) {
            switch (each.event()) {
                case SegmentChanged changed -> entry = Optional.of(changed.decision());
                case StandingSettled _,StandingDeclared _,MembershipEnded _ -> {}
            }
        }
        return entry;
    }
}
