package dev.bellwether.ingestion.identity;

import dev.bellwether.chassis.log.producer.LogProducer;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.ingestion.quarantine.Quarantine;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Ends the wait of users for a company: without one by then they are accounts of their own.
///
/// As the resolver does, it decides in one transaction and passes on in a second: killed in between, what was decided is passed on by the
/// next, also by another replica. It also finds those whose company became known by another of their names.
@Singleton
class CompanyWaitExpiry {

    /// In the place of a partition, for what is decided here.
    static final int FINDER = -1;
    private static final int AT_ONCE = 500;
    private static final long TURN = 0x5E771E;

    private final Database database;
    private final InstantSource clock;
    private final ResolvedPublisher passing;

    @Inject
    CompanyWaitExpiry(Database database, LogProducer producer, InstantSource clock, Quarantine quarantine) {
        this(database, new InboundTopic(producer), clock, quarantine);
    }

    CompanyWaitExpiry(Database database, InboundEvents inbound, InstantSource clock, Quarantine quarantine) {
        this.database = database;
        this.clock = clock;
        this.passing = new ResolvedPublisher(inbound, clock, quarantine);
    }

    /// Those who have been quiet for long enough, or have waited for as long as they may.
    void settleDue() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        while (decideDue(now) == AT_ONCE) {
            pass();
        }
        pass();
    }

    /// All of a backfill, whenever it was sent: no more will be said under it.
    void settle(String tenant, String backfill) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        int decided;
        do {
            decided = database.inTransaction(sql -> {
                List<PersonKey> persons = WaitingMessages.under(sql, tenant, backfill, AT_ONCE);
                decide(sql, PersonTable.load(sql, persons, now), persons, now);
                return persons.size();
            });
            pass();
        } while (decided > 0);
    }

    int decideDue(Instant now) {
        return database.inTransaction(sql -> {
            List<PersonKey> due = WaitingMessages.due(sql, now, AT_ONCE);
            if (due.isEmpty()) {
                return 0;
            }
            BatchIdentities people = PersonTable.load(sql, due, now);
            Set<PersonKey> settled = new HashSet<>(due);
            settled.removeAll(WaitingMessages.postpone(sql, active(sql, people, due, now), now));
            decide(sql, people, settled.stream().sorted().toList(), now);
            return due.size();
        });
    }

    /// Until when those wait on who have done more by the name that they go by now.
    private static Map<PersonKey, Instant> active(Sql sql, BatchIdentities people, List<PersonKey> due, Instant now) {
        List<PersonKey> open = due.stream().filter(key -> people.place(key).isEmpty()).toList();
        Map<PersonKey, Instant> active = WaitingMessages.active(sql, open.stream().map(people::current).distinct().toList(), now);
        Map<PersonKey, Instant> until = new HashMap<>();
        open.forEach(key -> Optional.ofNullable(active.get(people.current(key))).ifPresent(at -> until.put(key, at)));
        return until;
    }

    private static void decide(Sql sql, BatchIdentities people, List<PersonKey> persons, Instant now) {
        // What was known of them may have been erased meanwhile.
        WaitingMessages.strangers(sql, persons.stream().filter(key -> people.place(key).isEmpty() && !people.isUser(key)).toList());
        WaitingMessages.found(sql, FINDER,
                persons.stream().filter(key -> people.place(key).isPresent() || people.isUser(key))
                        .map(key -> new WaitingMessages.Known(key, people.settle(key), Optional.empty())).toList());
        PersonTable.store(sql, people.changed(), now);
    }

    /// One at a time, so that all that was decided is on the log when this returns.
    void pass() {
        database.inTransaction(sql -> {
            sql.execute("SELECT pg_advisory_xact_lock(" + TURN + ")");
            try {
                passing.passWaited(sql, FINDER);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
            return null;
        });
    }
}
