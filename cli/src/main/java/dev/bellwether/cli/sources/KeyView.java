package dev.bellwether.cli.sources;

import com.google.protobuf.Timestamp;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.cli.terminal.Table;
import dev.bellwether.cli.terminal.Times;
import dev.bellwether.ingestion.v1.WriteKey;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A write key as the command line shows it.
record KeyView(String id, String name, String prefix, String state, Instant created, Optional<Instant> expires, Optional<Instant> revoked,
        Optional<Instant> lastUsed) {

    static KeyView of(WriteKey key) {
        return new KeyView(key.getName().substring(key.getName().lastIndexOf('/') + 1), key.getName(), key.getPrefix(),
                key.getState().name().toLowerCase(Locale.ROOT), Dates.instant(key.getCreateTime()),
                time(key.hasExpireTime(), key.getExpireTime()),
                time(key.hasRevokeTime(), key.getRevokeTime()), time(key.hasLastUsedTime(), key.getLastUsedTime()));
    }

    static void print(List<KeyView> keys, PrintStream out) {
        Table table = new Table("Key", "Begins with", "State", "Created", "Expires", "Revoked", "Last used");
        for (KeyView one : keys) {
            table.row(one.id, "bw_write_" + one.prefix, one.state, Times.shown(one.created), one.expires.map(Times::shown).orElse(""),
                    one.revoked.map(Times::shown).orElse(""), one.lastUsed.map(Times::shown).orElse("never"));
        }
        table.print(out);
    }

    private static Optional<Instant> time(boolean given, Timestamp time) {
        return given ? Optional.of(Dates.instant(time)) : Optional.empty();
    }
}
