package dev.bellwether.segmentation.evaluation;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.log.clients.UndecodableRecordException;
import dev.bellwether.features.v1.AccountSnapshots;
import dev.bellwether.features.v1.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// The records of a batch, by what they are about: as far as the first notice of rules that have taken force, which is a turn of its own.
///
/// @param byAccount the messages to be observed, in order; of an account that ends, its end alone
/// @param ended     accounts that end in the batch
/// @param records   how many there are before the notice
/// @param notice    whether one follows
record SnapshotBatch(SortedMap<AccountKey, List<AccountSnapshots>> byAccount, SortedSet<AccountKey> ended, int records, boolean notice) {

    /// @param gone accounts that are erased
    static SnapshotBatch of(List<ConsumerRecord<byte[], byte[]>> records, Predicate<AccountKey> gone) {
        SortedMap<AccountKey, List<AccountSnapshots>> byAccount = new TreeMap<>();
        SortedSet<AccountKey> ended = new TreeSet<>();
        for (int i = 0; i < records.size(); i++) {
            AccountSnapshots message = parse(records.get(i));
            if (message.hasSchemeInForce()) {
                return new SnapshotBatch(byAccount, ended, i, true);
            }
            AccountKey account = new AccountKey(message.getTenant(), message.getAccount());
            if (gone.test(account) || ended.contains(account)) {
                continue;
            }
            if (ends(message)) {
                // What came before it is of no account any more, and must not be able to stand in the way.
                ended.add(account);
                byAccount.put(account, List.of(message));
            } else {
                byAccount.computeIfAbsent(account, _ -> new ArrayList<>(1)).add(message);
            }
        }
        return new SnapshotBatch(byAccount, ended, records.size(), false);
    }

    static boolean ends(AccountSnapshots message) {
        return message.getSnapshotsList().stream().anyMatch(snapshot -> snapshot.getKind() == Snapshot.Kind.ERASED);
    }

    /// @throws UndecodableRecordException when the bytes are neither an account's snapshots nor a notice
    static AccountSnapshots parse(ConsumerRecord<byte[], byte[]> record) {
        try {
            AccountSnapshots message = AccountSnapshots.parseFrom(record.value());
            if (message.getTenant().isEmpty() || message.getAccount().isEmpty() != message.hasSchemeInForce()) {
                throw new UndecodableRecordException(record.offset(), "snapshots of no account", null);
            }
            return message;
        } catch (InvalidProtocolBufferException malformed) {
            throw new UndecodableRecordException(record.offset(), "not an AccountSnapshots: " + malformed.getMessage(), malformed);
        }
    }
}
