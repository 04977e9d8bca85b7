package dev.bellwether.playbooks.recommendation;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.aggregate.Aggregate;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.chassis.store.Projection;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.playbooks.ledger.Ledger;
import dev.bellwether.playbooks.ledger.LedgerCommand;
import dev.bellwether.playbooks.ledger.LedgerEvent;
import dev.bellwether.playbooks.v1.Recommendation;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// The recommendations as they are, to be found by anything.
public final class RecommendationTable {

    // Rows go in the order of their ledger, so that one that closes makes place for the next of its playbook.
    private static final String WRITE =
            """
            INSERT INTO recommendation (id, tenant, account, log_partition, playbook, kind, segment, status, pending,
                accepted, outcome, priority, value_at_stake, wake_at, revision, message)
            SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::int[], $5::text[], $6::int[], $7::text[], $8::int[],
                $9::boolean[], $10::boolean[], $11::int[], $12::int[], $13::double precision[], $14::timestamptz[], $15::bigint[],
                $16::bytea[])
            ON CONFLICT (id) DO UPDATE SET segment = excluded.segment, status = excluded.status, pending = excluded.pending,
                accepted = excluded.accepted, outcome = excluded.outcome, wake_at = excluded.wake_at, revision = excluded.revision, message = excluded.message""";

    private static final String FIND = "SELECT message FROM recommendation WHERE tenant = $1 AND id = $2";

    private static final String DUE =
            "SELECT tenant, account FROM recommendation WHERE wake_at <= $1 ORDER BY wake_at LIMIT $2";

    private static final String PENDING_OF_PARTITION =
            "SELECT message FROM recommendation WHERE log_partition = $1 AND pending";

    private static final String OF_ACCOUNTS = """
            SELECT r.message FROM recommendation r JOIN unnest($1::text[], $2::text[]) AS wanted (tenant, account)
            ON r.tenant = wanted.tenant AND r.account = wanted.account""";

    private static final String SUMMARY = """
            SELECT segment, kind, count(*) FILTER (WHERE pending),
                coalesce(sum(value_at_stake::numeric) FILTER (WHERE pending), 0)::float8,
                count(*) FILTER (WHERE NOT pending), coalesce(sum(value_at_stake::numeric) FILTER (WHERE NOT pending), 0)::float8
            FROM recommendation WHERE tenant = $1 AND (pending OR status = 8)
            GROUP BY segment, kind ORDER BY segment, kind""";

    private final int partitions;

    public RecommendationTable(int partitions) {
        this.partitions = partitions;
    }

    /// The [Projection] of ledgers.
    public void write(Sql sql, List<Aggregate<LedgerCommand, Ledger, LedgerEvent>> ledgers) {
        var rows = new ArrayList<Recommendation>();
        ledgers.forEach(ledger -> changed(ledger).forEach(each -> rows.add(RecommendationMessages.write(ledger.account(), each))));
        int count = rows.size();
        var id = new UUID[count];
        var tenant = new String[count];
        var account = new String[count];
        var partition = new Integer[count];
        var playbook = new String[count];
        var kind = new Integer[count];
        var segment = new String[count];
        var status = new Integer[count];
        var pending = new Boolean[count];
        var accepted = new Boolean[count];
        var outcome = new Integer[count];
        var priority = new Integer[count];
        var value = new Double[count];
        var wake = new OffsetDateTime[count];
        var revision = new Long[count];
        var message = new Buffer[count];
        for (int i = 0; i < count; i++) {
            Recommendation row = rows.get(i);
            id[i] = RecommendationMessages.id(row);
            tenant[i] = row.getTenant();
            account[i] = row.getAccount();
            partition[i] = new AccountKey(row.getTenant(), row.getAccount()).partition(partitions);
            playbook[i] = row.getPlaybook();
            kind[i] = row.getKindValue();
            segment[i] = row.getSegment();
            status[i] = row.getStatusValue();
            pending[i] = isPending(row);
            accepted[i] = !row.getAcceptedBy().isEmpty();
            outcome[i] = row.getOutcomeValue();
            priority[i] = row.getPriority();
            value[i] = row.getValueAtStake();
            wake[i] = wakeAt(row).map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null);
            revision[i] = row.getRevision();
            message[i] = Buffer.buffer(row.toByteArray());
        }
        sql.send(WRITE, Tuple.from(new Object[] {
            id, tenant, account, partition, playbook, kind, segment, status, pending, accepted, outcome, priority, value, wake,
            revision, message
        }));
    }

    /// Each in its last form, in the order of the last changes.
    static Collection<dev.bellwether.playbooks.ledger.Recommendation> changed(Aggregate<LedgerCommand, Ledger, LedgerEvent> ledger) {
        var changed = new LinkedHashMap<UUID, dev.bellwether.playbooks.ledger.Recommendation>();
        for (var change : ledger.changes()) {
            UUID id = change.event().recommendation();
            changed.putLast(id, change.after().find(id).orElseThrow());
        }
        return changed.values();
    }

    private static boolean isPending(Recommendation row) {
        return switch (row.getStatus()) {
            case OPEN, ACCEPTED, SNOOZED -> true;
            case DISMISSED, COMPLETED, ACHIEVED, EXPIRED, WITHDRAWN, DEFERRED, STATUS_UNSPECIFIED, UNRECOGNIZED -> false;
        };
    }

    private static Optional<Instant> wakeAt(Recommendation row) {
        if (row.hasSnoozedUntil()) {
            // A snooze always ends before the recommendation expires.
            return Optional.of(Dates.instant(row.getSnoozedUntil()));
        }
        // One that is held back by another is made when something happens to that.
        return isPending(row) ? Optional.of(Dates.instant(row.getExpireTime())) : Optional.empty();
    }

    public Optional<Recommendation> find(Sql sql, String tenant, UUID id) {
        return messages(sql, FIND, Tuple.of(tenant, id)).stream().findAny();
    }

    /// Accounts of which something has run out or comes back by a time, longest overdue first.
    public Set<AccountKey> due(Sql sql, Instant now, int limit) {
        var accounts = new LinkedHashSet<AccountKey>();
        for (Row row : sql.execute(DUE, Tuple.of(now.atOffset(ZoneOffset.UTC), limit))) {
            accounts.add(new AccountKey(row.getString(0), row.getString(1)));
        }
        return accounts;
    }

    public List<Recommendation> pendingOfPartition(Sql sql, int partition) {
        return messages(sql, PENDING_OF_PARTITION, Tuple.of(partition));
    }

    /// All of them, also the closed ones.
    public Map<AccountKey, List<Recommendation>> ofAccounts(Sql sql, Collection<AccountKey> accounts) {
        var tenants = accounts.stream().map(AccountKey::tenant).toArray(String[]::new);
        var names = accounts.stream().map(AccountKey::account).toArray(String[]::new);
        return messages(sql, OF_ACCOUNTS, Tuple.from(new Object[] {tenants, names})).stream()
                .collect(Collectors.groupingBy(each -> new AccountKey(each.getTenant(), each.getAccount())));
    }

    /// How much is open, and was achieved, in a segment for one kind of action.
    public record SummaryRow(
            String segment, int kind, long open, double valueAtStake, long achieved, double achievedValue) {}

    public List<SummaryRow> summarize(Sql sql, String tenant) {
        var rows = new ArrayList<SummaryRow>();
        for (Row row : sql.execute(SUMMARY, Tuple.of(tenant))) {
            rows.add(new SummaryRow(row.getString(0), row.getInteger(1), row.getLong(2), row.getDouble(3),
                    row.getLong(4), row.getDouble(5)));
        }
        return rows;
    }

    /// A page by value at stake, highest first; ties by id. Both never change, so a page stays where it is.
    public List<Recommendation> list(Sql sql, RecommendationQuery query, int limit) {
        var statement = query.statement(limit);
        return messages(sql, statement.text(), statement.parameters());
    }

    static List<Recommendation> messages(Sql sql, String statement, Tuple parameters) {
        var messages = new ArrayList<Recommendation>();
        for (Row row : sql.execute(statement, parameters)) {
            try {
                messages.add(Recommendation.parseFrom(row.getBuffer(0).getBytes()));
            } catch (InvalidProtocolBufferException broken) {
                throw new IllegalStateException("A stored recommendation cannot be read", broken);
            }
        }
        return messages;
    }
}
