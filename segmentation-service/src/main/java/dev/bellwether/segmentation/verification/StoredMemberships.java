package dev.bellwether.segmentation.verification;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.features.v1.Features;
import dev.bellwether.segmentation.membership.SegmentId;
import dev.bellwether.segmentation.membership.Standing;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Reads what is stored of the accounts of one partition.
public final class StoredMemberships {

    private static final int PAGE = 5_000;

    private static final String READ = """
            SELECT s.tenant, s.account, m.segment, m.standing, m.standing_since, s.events_offset, s.as_of, s.kind, s.features
            FROM account_snapshot s LEFT JOIN membership m USING (tenant, account)
            WHERE s.log_partition = $1 AND (s.tenant, s.account) > ($2, $3)
            ORDER BY s.tenant, s.account LIMIT $4""";

    /// @param eventsOffset through which the last snapshot was folded
    record StoredAccount(AccountKey account, Optional<SegmentId> segment, Optional<Standing> standing, long eventsOffset,
            LocalDate asOf, int kind, Features features) {}

    private final Database database;

    StoredMemberships(Database database) {
        this.database = database;
    }

    /// In order of their keys.
    void forEach(int partition, Consumer<StoredAccount> reader) {
        AccountKey after = new AccountKey("", "");
        List<StoredAccount> page;
        do {
            page = page(partition, after);
            page.forEach(reader);
            after = page.isEmpty() ? after : page.getLast().account();
        } while (page.size() == PAGE);
    }

    private List<StoredAccount> page(int partition, AccountKey after) {
        return database.withConnection(sql -> {
            List<StoredAccount> page = new ArrayList<>();
            for (Row row : sql.execute(READ, Tuple.of(partition, after.tenant(), after.account(), PAGE))) {
                page.add(stored(row));
            }
            return page;
        });
    }

    private static StoredAccount stored(Row row) throws InvalidProtocolBufferException {
        Buffer features = row.getBuffer(8);
        return new StoredAccount(
                new AccountKey(row.getString(0), row.getString(1)),
                Optional.ofNullable(row.getString(2)).map(SegmentId::parse),
                Optional.ofNullable(row.getString(3)).map(it -> new Standing(SegmentId.parse(it), row.getLocalDate(4))),
                row.getLong(5),
                row.getLocalDate(6),
                row.getShort(7),
                features == null ? Features.getDefaultInstance() : Features.parseFrom(features.getBytes()));
    }
}
