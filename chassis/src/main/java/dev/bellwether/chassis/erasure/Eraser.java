package dev.bellwether.chassis.erasure;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.log.clients.Topics;
import dev.bellwether.chassis.log.producer.LogProducer;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.chassis.work.PeriodicWork;
import dev.bellwether.operations.v1.ErasureConfirmed;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;

/// Completes the erasures that the owners of partitions have begun: deletes the data of accounts that could not be deleted at once, and
/// confirms each deleted account on the log. Its progress is in the table of erased accounts, so it may be killed at any step, and run in
/// every replica: an account is deleted once, and confirmed at least once.
public final class Eraser implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Eraser.class);
    private static final Duration INTERVAL = Duration.ofMillis(200);
    private static final int AT_ONCE = 500;

    /// Says whether the last of an account has been published, so that it may be deleted.
    @FunctionalInterface
    public interface Published {
        boolean allOf(Sql transaction, AccountKey account);
    }

    private final String service;
    private final Database database;
    private final AccountData data;
    private final LogProducer producer;
    private final InstantSource clock;
    private final Published published;
    private final PeriodicWork work = PeriodicWork.every(INTERVAL, "eraser", "Erasing accounts", this::workOff);

    /// @param service   by which the receipt knows it, as in "segmentation"
    /// @param published not used where no code calls [ErasedAccounts#erasing]
    public Eraser(String service, Database database, AccountData data, LogProducer producer, InstantSource clock, Published published) {
        this.service = service;
        this.database = database;
        this.data = data;
        this.producer = producer;
        this.clock = clock;
        this.published = published;
    }

    /// For a new topic `erasures`: confirms every erasure again. A confirmation that is known already changes nothing.
    public static void confirmAgain(Sql transaction) {
        transaction.update("UPDATE erased_account SET state = 'ERASED' WHERE state = 'CONFIRMED'", Tuple.tuple());
    }

    public void start() {
        work.start();
    }

    /// Does what can be done now.
    public void workOff() {
        for (AccountKey account : toBeDeleted()) {
            delete(account);
        }
        confirm();
    }

    private List<AccountKey> toBeDeleted() {
        List<AccountKey> accounts = new ArrayList<>();
        database.withConnection(
                sql -> sql.execute("SELECT tenant, account FROM erased_account WHERE state = 'ERASING' ORDER BY erased_at LIMIT "
                        + AT_ONCE))
                .forEach(row -> accounts.add(new AccountKey(row.getString(0), row.getString(1))));
        return accounts;
    }

    private void delete(AccountKey account) {
        UUID fingerprint = Fingerprint.of(account).value();
        database.inTransaction(sql -> {
            boolean mine = sql.execute(
                    "SELECT 1 FROM erased_account WHERE fingerprint = $1 AND state = 'ERASING' FOR UPDATE SKIP LOCKED",
                    Tuple.of(fingerprint))
                    .size() == 1;
            if (mine && published.allOf(sql, account)) {
                data.delete(sql, account);
                sql.update("UPDATE erased_account SET state = 'ERASED', tenant = NULL, account = NULL WHERE fingerprint = $1",
                        Tuple.of(fingerprint));
            }
            return null;
        });
    }

    private void confirm() {
        List<UUID> erased = new ArrayList<>();
        for (Row row : database.withConnection(
                sql -> sql.execute("SELECT fingerprint FROM erased_account WHERE state = 'ERASED' ORDER BY erased_at LIMIT " + AT_ONCE))) {
            erased.add(row.getUUID(0));
        }
        if (erased.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        for (UUID fingerprint : erased) {
            // As text it is no account's key.
            producer.send(new ProducerRecord<>(Topics.ERASURES, fingerprint.toString().getBytes(UTF_8), ErasureConfirmed.newBuilder()
                    .setFingerprint(ByteString.copyFrom(new Fingerprint(fingerprint).bytes()))
                    .setService(service)
                    .setConfirmedAt(Dates.timestamp(now))
                    .build()
                    .toByteArray()));
        }
        producer.flush();
        database.withConnection(sql -> sql.update(
                "UPDATE erased_account SET state = 'CONFIRMED' WHERE fingerprint = ANY ($1)",
                Tuple.tuple().addArrayOfUUID(erased.toArray(UUID[]::new))));
        LOG.infof("%d erased accounts are confirmed", (Integer) erased.size());
    }

    @Override
    public void close() {
        work.stop();
    }
}
