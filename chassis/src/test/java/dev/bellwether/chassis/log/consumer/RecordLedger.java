package dev.bellwether.chassis.log.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.sql.Sql;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// What has taken effect: a row for each record that a committed transaction has applied. Nothing in the table keeps a
/// record from being there twice.
public final class RecordLedger {
    private final Database database;

    RecordLedger(Database database) {
        this.database = database;
        database.withConnection(sql -> sql.execute(
                "CREATE TABLE IF NOT EXISTS ledger (id bigint GENERATED ALWAYS AS IDENTITY, part int, record_offset bigint, content text)"));
    }

    static void write(PartitionBatch batch, Sql sql) {
        write(batch.records(), sql);
    }

    static void write(List<ConsumerRecord<byte[], byte[]>> records, Sql sql) {
        sql.update(
                """
                INSERT INTO ledger (part, record_offset, content)
                SELECT * FROM unnest($1::int[], $2::bigint[], $3::text[])""",
                Tuple.of(
                        records.stream().map(ConsumerRecord::partition).toArray(Integer[]::new),
                        records.stream().map(ConsumerRecord::offset).toArray(Long[]::new),
                        records.stream().map(RecordLedger::content).toArray(String[]::new)));
    }

    static String content(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.value(), UTF_8);
    }

    /// In the order in which they have taken effect.
    public List<String> contents(int partition) {
        return database.withConnection(sql -> {
            var contents = new ArrayList<String>();
            sql.execute("SELECT content FROM ledger WHERE part = $1 ORDER BY id", Tuple.of(partition))
                    .forEach(row -> contents.add(row.getString(0)));
            return contents;
        });
    }

    public long size() {
        return database.withConnection(sql -> sql.execute("SELECT count(*) FROM ledger").iterator().next().getLong(0));
    }
}
