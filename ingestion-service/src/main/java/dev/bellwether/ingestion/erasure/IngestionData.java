package dev.bellwether.ingestion.erasure;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.erasure.AccountData;
import dev.bellwether.chassis.erasure.AccountTable;
import dev.bellwether.ingestion.validation.AccountName;
import dev.bellwether.ingestion.v1.CapturedMessage;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.LogEntry;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/// Where this service keeps data of accounts.
final class IngestionData {

    /// Those who were put in the account, the user who is the account, and whoever is either.
    private static final String PERSONS = """
            tenant = $1 AND (account = $2 OR linked_to = $3 OR person = 'user:' || $3 OR linked_to IN (
                SELECT substr(p.person, 6) FROM person p WHERE p.tenant = $1 AND p.account = $2 AND p.person LIKE 'user:%'))""";
    private static final String WAITING = """
            tenant = $1 AND (account = $2 OR person IN (SELECT p.person FROM person p WHERE %s))""".formatted(PERSONS
                    .replace("tenant = $1 AND (account", "p.tenant = $1 AND (p.account")
                    .replace("OR linked_to", "OR p.linked_to").replace("OR person =", "OR p.person ="));

    /// An event begins with its tenant and its account, so whose it is stands in its first bytes. One that came in another form
    /// may be nobody's yet: it is the account's when it has its id, or that of one of its persons, as a text in its JSON.
    private static final String REJECTED = """
            tenant = $1 AND (substring(event FROM 1 FOR octet_length($4::bytea)) = $4
                OR position(convert_to(to_json($2::text)::text, 'UTF8') IN raw) > 0
                OR position(convert_to(to_json($3::text)::text, 'UTF8') IN raw) > 0
                OR EXISTS (SELECT FROM person p WHERE p.tenant = $1 AND p.account = $2
                    AND position(convert_to(to_json(substr(p.person, strpos(p.person, ':') + 1))::text, 'UTF8') IN raw) > 0))""";

    private IngestionData() {}

    private static Tuple account(AccountKey account) {
        return Tuple.of(account.tenant(), account.account(), AccountName.user(account.account()));
    }

    @Produces
    @Singleton
    static AccountData data() {
        return AccountData.none()
                .and(AccountTable.named("journal").showing("payload", LogEntry.parser()))
                .and(AccountTable.found("person", PERSONS, IngestionData::account).writtenByAnybody())
                .and(AccountTable.found("waiting_message", WAITING, IngestionData::account)
                        .showing("payload", CapturedMessage.parser())
                        .writtenByAnybody())
                .and(AccountTable.found("quarantined_event", REJECTED, IngestionData::rejected)
                        .showing("event", Event.parser())
                        .showing("raw", bytes -> new String(bytes, UTF_8))
                        .writtenByAnybody())
                // The hash of a message; and what a batch has come to, until it is passed on, which is waited for.
                .besides("captured_message", "resolution")
                .besides("stream", "event", "marker", "marker_order", "backfill", "closing")
                .besides("definition_change", "source", "write_key", "source_use", "tracking_plan")
                // Receipts name nobody.
                .besides("erasure", "erasure_confirmation");
    }

    private static Tuple rejected(AccountKey account) {
        return account(account).addBuffer(Buffer.buffer(beginning(account)));
    }

    private static byte[] beginning(AccountKey account) {
        return Event.newBuilder().setTenant(account.tenant()).setAccount(account.account()).build().toByteArray();
    }
}
