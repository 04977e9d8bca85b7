package dev.bellwether.chassis.erasure;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import com.google.protobuf.util.JsonFormat;
import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.store.StreamId;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/// A table in which a service keeps something of accounts.
///
/// @param condition  holds for the rows of an account, in SQL
/// @param parameters what the condition's `$1`, `$2`, … stand for
/// @param readings   what the bytes in a column say, by column, as JSON has it
/// @param shared     whether others than the owner of the account's partition write to it
public record AccountTable(
        String name,
        String condition,
        Function<AccountKey, Tuple> parameters,
        Map<String, BiFunction<byte[], JsonObject, Object>> readings,
        boolean shared) {
    // What is unset is left out, so that a row says what it holds and no more.
    private static final JsonFormat.Printer JSON = JsonFormat.printer().preservingProtoFieldNames().omittingInsignificantWhitespace();

    /// A table with the columns `tenant` and `account`.
    public static AccountTable named(String name) {
        return found(name, "tenant = $1 AND account = $2", account -> Tuple.of(account.tenant(), account.account()));
    }

    public static AccountTable found(String name, String condition, Function<AccountKey, Tuple> parameters) {
        return new AccountTable(name, condition, parameters, Map.of(), false);
    }

    /// The tables `stream` and `event`, for accounts with one stream of a kind.
    ///
    /// @param snapshot reads a stream's snapshot
    /// @param payload  reads an event
    public static List<AccountTable> streams(
            String kind, Function<byte[], Object> snapshot, Function<byte[], Object> payload) {
        Function<AccountKey, Tuple> id = account -> Tuple.of(new StreamId(kind, account).toString());
        return List.of(
                found("event", "stream_id = $1", id).showing("payload", payload),
                found("stream", "stream_id = $1", id).showing("snapshot", snapshot));
    }

    public AccountTable showing(String column, Function<byte[], Object> reading) {
        return showing(column, (bytes, _) -> reading.apply(bytes));
    }

    /// @param reading is also given the row, without what is in bytes
    public AccountTable showing(String column, BiFunction<byte[], JsonObject, Object> reading) {
        Map<String, BiFunction<byte[], JsonObject, Object>> more = new LinkedHashMap<>(readings);
        more.put(column, reading);
        return new AccountTable(name, condition, parameters, more, shared);
    }

    public AccountTable showing(String column, Parser<? extends Message> parser) {
        return showing(column, message(parser));
    }

    /// Transactions other than those of the partition's owner write to it. A statement that does must check in itself that the account
    /// is not erased: deleting waits until the statements under way have ended, and those that follow see the tombstone.
    public AccountTable writtenByOthers() {
        return new AccountTable(name, condition, parameters, readings, true);
    }

    /// Reads protobuf.
    public static Function<byte[], Object> message(Parser<? extends Message> parser) {
        return bytes -> {
            try {
                return new JsonObject(JSON.print(parser.parseFrom(bytes)));
            } catch (InvalidProtocolBufferException unreadable) {
                throw new IllegalStateException("stored bytes cannot be read: " + unreadable.getMessage(), unreadable);
            }
        };
    }
}
