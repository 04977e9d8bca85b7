package dev.bellwether.segmentation.explanation;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.features.v1.Features;
import dev.bellwether.segmentation.explanation.MembershipView.Current;
import dev.bellwether.segmentation.membership.SegmentId;
import dev.bellwether.segmentation.membership.Standing;
import dev.bellwether.segmentation.v1.Decision;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Where accounts are now.
public final class Memberships {

    private static final String COLUMNS = "account, segment, since, standing, standing_since, decision, version";

    private final Database database;

    public Memberships(Database database) {
        this.database = database;
    }

    public Optional<MembershipView> of(AccountKey account) {
        return database.withConnection(sql -> {
            for (Row row : sql.execute("SELECT account, segment, since, standing, standing_since, decision, version, features, as_of"
                    + " FROM membership LEFT JOIN account_snapshot USING (tenant, account) WHERE tenant = $1 AND account = $2",
                    Tuple.of(account.tenant(), account.account()))) {
                return Optional.of(view(account.tenant(), row, current(row)));
            }
            return Optional.empty();
        });
    }

    private static Optional<Current> current(Row row) throws InvalidProtocolBufferException {
        Buffer features = row.getBuffer(7);
        return features == null
                ? Optional.empty()
                : Optional.of(new Current(Features.parseFrom(features.getBytes()), row.getLocalDate(8)));
    }

    /// By account.
    ///
    /// @param segment absent for all
    /// @param after   the last account of the page before; empty for the first page
    public List<MembershipView> list(String tenant, Optional<SegmentId> segment, String after, int limit) {
        String filter = segment.isPresent() ? " AND segment = $4" : "";
        Tuple parameters = Tuple.of(tenant, after, limit);
        segment.ifPresent(it -> parameters.addValue(it.toString()));
        return database.withConnection(sql -> {
            List<MembershipView> found = new ArrayList<>();
            sql.execute("SELECT " + COLUMNS + " FROM membership WHERE tenant = $1 AND account > $2" + filter
                    + " ORDER BY account LIMIT $3", parameters).forEach(row -> found.add(view(tenant, row, Optional.empty())));
            return found;
        });
    }

    /// @param currencies by code
    public record Total(long accounts, List<CurrencyTotal> currencies) {
        public static final Total NOTHING = new Total(0, List.of());

        private Total plus(long more, Optional<CurrencyTotal> amounts) {
            return new Total(accounts + more, Stream.concat(currencies.stream(), amounts.stream()).toList());
        }
    }

    /// @param currency        empty when none is named
    /// @param accounts        that pay or have paid
    /// @param mrr             sum over the accounts' last features
    /// @param lifetimeRevenue likewise
    public record CurrencyTotal(String currency, long accounts, double mrr, double lifetimeRevenue) {}

    /// What is in each segment that has any account in it.
    public Map<SegmentId, Total> totals(String tenant) {
        return database.withConnection(sql -> {
            Map<SegmentId, Total> totals = new HashMap<>();
            for (Row row : sql.execute("""
                    SELECT segment, count(*), coalesce(sum(mrr::numeric), 0)::float8, coalesce(sum(lifetime_revenue::numeric), 0)::float8,
                        coalesce(currency, ''), count(*) FILTER (WHERE mrr <> 0 OR lifetime_revenue <> 0)
                    FROM membership LEFT JOIN account_snapshot USING (tenant, account)
                    WHERE tenant = $1 GROUP BY segment, coalesce(currency, '') ORDER BY coalesce(currency, '')""", Tuple.of(tenant))) {
                Optional<CurrencyTotal> amounts = row.getLong(5) == 0 ? Optional.empty()
                        : Optional.of(new CurrencyTotal(row.getString(4), row.getLong(5), row.getDouble(2), row.getDouble(3)));
                totals.merge(SegmentId.parse(row.getString(0)), Total.NOTHING.plus(row.getLong(1), amounts),
                        (before, _) -> before.plus(row.getLong(1), amounts));
            }
            return totals;
        });
    }

    private static MembershipView view(String tenant, Row row, Optional<Current> current) {
        Optional<Standing> standing = Optional.ofNullable(row.getString(3))
                .map(it -> new Standing(SegmentId.parse(it), row.getLocalDate(4)));
        try {
            return new MembershipView(new AccountKey(tenant, row.getString(0)), SegmentId.parse(row.getString(1)),
                    row.getLocalDate(2), standing, Decision.parseFrom(row.getBuffer(5).getBytes()), row.getLong(6), current);
        } catch (InvalidProtocolBufferException unreadable) {
            throw new IllegalStateException("the stored decision of " + row.getString(0) + " cannot be read", unreadable);
        }
    }
}
