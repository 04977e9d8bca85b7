package dev.bellwether.ingestion.erasure;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.erasure.AccountData;
import dev.bellwether.chassis.erasure.AccountTable;
import dev.bellwether.ingestion.validation.AccountName;
import dev.bellwether.ingestion.v1.CapturedMessage;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.LogEntry;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;

/// Where this service keeps data of accounts.
public final class IngestionData {

    /// Persons of the account: those put in it, the user who is the account, and those linked to either. Each by an index of its own:
    /// joined by OR they would read every person of the tenant for each account.
    private static final String PERSON = """
            SELECT p.person FROM person p WHERE p.tenant = $1 AND p.account = $2
            UNION ALL SELECT p.person FROM person p WHERE p.tenant = $1 AND p.linked_to = $3
            UNION ALL SELECT 'user:' || $3
            UNION ALL SELECT p.person FROM person u JOIN person p ON p.tenant = u.tenant AND p.linked_to = substr(u.person, 6)
              WHERE u.tenant = $1 AND u.account = $2 AND u.person LIKE 'user:%'""";
    static final String PERSONS = "tenant = $1 AND person IN (" + PERSON + ")";
    /// With an account, they are about to be passed on.
    static final String WAITING = """
            (tenant, person, log_partition, log_offset) IN (
              SELECT w.tenant, w.person, w.log_partition, w.log_offset FROM waiting_message w
              WHERE w.tenant = $1 AND w.account = $2 AND w.found_by IS NOT NULL
              UNION ALL SELECT w.tenant, w.person, w.log_partition, w.log_offset FROM waiting_message w
              WHERE w.tenant = $1 AND w.person IN (%s))""".formatted(PERSON);

    /// An event begins with its tenant and its account, so its first bytes say whose it is. A message in another form may have no
    /// account yet: it is the account's when it has its id, or that of one of its persons, as a text in its JSON (in the body that was
    /// sent, or in the parsed copy, where nothing is escaped), or as a field of the captured message.
    private static final String REJECTED = """
            tenant = $1 AND (substring(event FROM 1 FOR octet_length($4::bytea)) = $4
                OR position(convert_to(to_json($2::text)::text, 'UTF8') IN SAID) > 0
                OR position(convert_to(to_json($3::text)::text, 'UTF8') IN SAID) > 0
                OR EXISTS (SELECT FROM person p WHERE p.tenant = $1 AND p.account = $2
                    AND position(convert_to(to_json(substr(p.person, strpos(p.person, ':') + 1))::text, 'UTF8') IN SAID) > 0)
                OR door = 'captured' AND (position($5::bytea IN raw) > 0
                    OR EXISTS (SELECT FROM person p, convert_to(substr(p.person, strpos(p.person, ':') + 1), 'UTF8') AS id
                        WHERE p.tenant = $1 AND p.account = $2 AND position(
                            (CASE WHEN p.person LIKE 'user:%' THEN '\\x32'::bytea ELSE '\\x3a'::bytea END)
                            || (CASE WHEN octet_length(id) < 128 THEN set_byte('\\x00'::bytea, 0, octet_length(id))
                                ELSE set_byte(set_byte('\\x0000'::bytea, 0, octet_length(id) & 127 | 128), 1, octet_length(id) >> 7) END)
                            || id IN raw) > 0)))""".replace("SAID", "(coalesce(raw, '') || coalesce(complete, ''))");

    private static final byte RECEIVED_AT = CapturedMessage.RECEIVED_AT_FIELD_NUMBER << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;

    private IngestionData() {}

    private static Tuple account(AccountKey account) {
        return Tuple.of(account.tenant(), account.account(), AccountName.user(account.account()));
    }

    public static AccountData tables() {
        return AccountData.none()
                .and(AccountTable.named("journal").showing("payload", LogEntry.parser()))
                .and(AccountTable.found("person", PERSONS, IngestionData::account).writtenByOthers())
                .and(AccountTable.found("waiting_message", WAITING, IngestionData::account)
                        .showing("payload", CapturedMessage.parser())
                        .writtenByOthers())
                .and(AccountTable.found("quarantined_event", REJECTED, IngestionData::rejected)
                        .showing("event", Event.parser())
                        .showing("raw", IngestionData::raw)
                        .showing("complete", IngestionData::raw)
                        .writtenByOthers())
                // The hash of a message; and what a batch has come to, until it is passed on, which is waited for.
                .besides("captured_message", "resolution")
                .besides("stream", "event", "marker", "marker_order", "backfill", "backfill_content", "closing")
                .besides("source", "write_key", "source_use", "tracking_plan", "quarantine_overflow")
                // Receipts hold no account's name.
                .besides("erasure", "erasure_confirmation");
    }

    /// JSON, or a captured message.
    private static String raw(byte[] bytes) {
        try {
            return bytes.length > 0 && bytes[0] == RECEIVED_AT ? CapturedMessage.parseFrom(bytes).toString() : new String(bytes, UTF_8);
        } catch (InvalidProtocolBufferException notCaptured) {
            return new String(bytes, UTF_8);
        }
    }

    private static Tuple rejected(AccountKey account) {
        return account(account).addBuffer(Buffer.buffer(beginning(account)))
                .addBuffer(Buffer.buffer(CapturedMessage.newBuilder().setUser(AccountName.user(account.account())).build().toByteArray()));
    }

    private static byte[] beginning(AccountKey account) {
        return Event.newBuilder().setTenant(account.tenant()).setAccount(account.account()).build().toByteArray();
    }
}
