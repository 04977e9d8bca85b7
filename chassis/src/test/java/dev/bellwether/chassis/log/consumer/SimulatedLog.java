package dev.bellwether.chassis.log.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bellwether.chassis.account.AccountKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A topic's records, each with what is the matter with it.
final class SimulatedLog {

    static final Comparator<AccountKey> BY_NAME = Comparator.comparing(AccountKey::account);
    static final String TOPIC = "simulated";

    enum Kind {
        GOOD, UNDECODABLE, FAILS_ITS_ACCOUNT, BREAKS_THE_HANDLER
    }

    private static final int ACCOUNTS = 3;

    private final List<List<ConsumerRecord<byte[], byte[]>>> partitions = new ArrayList<>();
    private final List<List<AccountKey>> accounts = new ArrayList<>();

    SimulatedLog(int partitions) {
        for (int partition = 0; partition < partitions; partition++) {
            this.partitions.add(new ArrayList<>());
            accounts.add(new ArrayList<>());
        }
    }

    int partitions() {
        return partitions.size();
    }

    List<ConsumerRecord<byte[], byte[]>> of(int partition) {
        return partitions.get(partition);
    }

    void append(Random chance) {
        int partition = chance.nextInt(partitions.size());
        List<ConsumerRecord<byte[], byte[]>> records = partitions.get(partition);
        int odds = chance.nextInt(40);
        Kind kind = odds >= 3 ? Kind.GOOD : Kind.values()[1 + odds];
        String account = "t/p" + partition + "a" + chance.nextInt(ACCOUNTS);
        accounts.get(partition).add(AccountKey.in(account.getBytes(UTF_8)).orElseThrow());
        records.add(new ConsumerRecord<>(TOPIC, partition, records.size(), account.getBytes(UTF_8), new byte[] {(byte) kind.ordinal()}));
    }

    /// Whose the record at an offset is.
    AccountKey account(int partition, int offset) {
        return accounts.get(partition).get(offset);
    }

    static Kind kind(ConsumerRecord<byte[], byte[]> record) {
        return Kind.values()[record.value()[0]];
    }

    static AccountKey account(ConsumerRecord<byte[], byte[]> record) {
        return AccountKey.in(record.key()).orElseThrow();
    }
}
