package dev.bellwether.ingestion.erasure;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.erasure.Fingerprint;
import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.ingestion.gateway.Gateway;
import dev.bellwether.ingestion.v1.AccountErased;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.validation.EventValidator;
import dev.bellwether.ingestion.validation.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;

/// Requests erasures and tracks their progress. An account has one erasure, however often it is requested.
@ApplicationScoped
public class Erasures {
    private static final String SOURCE = "bellwether-erasure";

    private final Database database;
    private final Gateway gateway;
    private final InstantSource clock;
    private final List<String> services;

    Erasures(Database database, Gateway gateway, InstantSource clock, ErasureConfig config) {
        this.database = database;
        this.gateway = gateway;
        this.clock = clock;
        this.services = List.copyOf(config.confirmedBy());
    }

    /// Where a page ends: the next one holds what stands strictly after it.
    public record Position(Instant requestedAt, UUID fingerprint) {
        static final Position BEGINNING = new Position(Instant.parse("9999-12-31T23:59:59Z"), new UUID(-1, -1));
    }

    /// Returns when the log has it. Killed before that, nothing was asked for; after it, the recorder notes the erasure.
    ///
    /// @throws Refusal.Overloaded when the log does not take it in time
    public Erasure erase(AccountKey account, String reason) {
        check(account, reason);
        Fingerprint fingerprint = Fingerprint.of(account);
        Optional<Erasure> known = find(account.tenant(), fingerprint).filter(erasure -> !erasure.confirmations().isEmpty());
        if (known.isPresent()) {
            return known.get();
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        send(account, fingerprint, reason, now);
        return database.inTransaction(sql -> {
            ErasureTable.insert(sql, fingerprint, account.tenant(), reason, now);
            return ErasureTable.find(sql, account.tenant(), fingerprint).orElseThrow();
        });
    }

    public Optional<Erasure> find(String tenant, Fingerprint fingerprint) {
        return database.withConnection(sql -> ErasureTable.find(sql, tenant, fingerprint));
    }

    /// Newest first.
    public List<Erasure> list(String tenant, Optional<Position> after, int limit) {
        Position from = after.orElse(Position.BEGINNING);
        return database.withConnection(sql -> ErasureTable.list(sql, tenant, from.requestedAt(), from.fingerprint(), limit));
    }

    /// The services that are yet to confirm.
    public List<String> awaited(Erasure erasure) {
        return services.stream().filter(service -> !erasure.confirmations().containsKey(service)).toList();
    }

    private static void check(AccountKey account, String reason) {
        if (reason.contains(account.account())) {
            throw new Refusal.InvalidArgument("reason", "must not name the account: the reason is kept when the account is gone");
        }
    }

    private void send(AccountKey account, Fingerprint fingerprint, String reason, Instant now) {
        Event erased = Event.newBuilder()
                .setTenant(account.tenant())
                .setAccount(account.account())
                .setEventId(fingerprint.toString())
                .setSource(SOURCE)
                .setOccurredAt(Dates.timestamp(now))
                .setAccountErased(AccountErased.newBuilder().setReason(reason))
                .build();
        try {
            EventValidator.checkAccount(erased);
        } catch (Rejection wrong) {
            throw new Refusal.InvalidArgument("name", wrong.field() + " " + wrong.getMessage());
        }
        try {
            gateway.send(List.of(erased)).join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof Refusal refusal ? refusal : failure;
        }
    }
}
