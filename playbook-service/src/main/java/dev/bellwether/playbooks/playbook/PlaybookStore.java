package dev.bellwether.playbooks.playbook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.sql.Sql;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/// The playbooks in the database, each version kept for ever.
public final class PlaybookStore {
    private static final Logger LOG = Logger.getLogger(PlaybookStore.class);
    // Reads as JSON what it wrote as JSON: the order of fields and the spaces do not count.
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Database database;

    public PlaybookStore(Database database) {
        this.database = database;
    }

    /// Stores each starter playbook whose newest version is of an older release, as its next version, and answers with all that are
    /// in force. One that was changed here stays as it was changed. Replicas that start together store one version between them.
    public PlaybookCatalog open(Instant now) {
        var compiler = new PlaybookCompiler();
        List<Playbook> starters = StarterPlaybooks.read();
        // What does not compile is not stored either.
        starters.forEach(each -> compiler.compile(new PlaybookVersion(each, 1, now)));
        List<PlaybookVersion> newest = database.inTransaction(sql -> {
            // One at a time, and what the others have stored is seen.
            sql.execute("LOCK TABLE playbook IN EXCLUSIVE MODE");
            Map<String, Stored> stored = newest(sql);
            for (Playbook starter : starters) {
                Stored before = stored.get(starter.id());
                if (before == null || before.isShipped() && !before.playbook().equals(starter)) {
                    var next = new PlaybookVersion(starter, before == null ? 1 : before.version().number() + 1, now);
                    insert(sql, next);
                    stored.put(starter.id(), new Stored(next, digest(starter)));
                } else if (!before.playbook().equals(starter)) {
                    LOG.warnf(
                            "Playbook %s was changed here and stays so (version %d); the one that comes with this release is another",
                            starter.id(), before.version().number());
                }
            }
            return stored.values().stream().map(Stored::version).toList();
        });
        return new PlaybookCatalog(newest.stream().map(compiler::compile).toList());
    }

    /// The digest of a playbook's newest version, as it stands with what a release has stored.
    public String digestOf(String id) {
        return database.inTransaction(sql -> digest(newest(sql).get(id).playbook()));
    }

    /// @param shipped digest of what a release has stored; null when something else has
    private record Stored(PlaybookVersion version, String shipped) {
        Playbook playbook() {
            return version.playbook();
        }

        /// Also one that was changed in its row is no longer what was shipped.
        boolean isShipped() {
            return digest(playbook()).equals(shipped);
        }
    }

    private static Map<String, Stored> newest(Sql sql) {
        var newest = new LinkedHashMap<String, Stored>();
        for (Row row : sql.execute("SELECT definition, version, created_at, shipped FROM playbook ORDER BY playbook, version")) {
            var version = new PlaybookVersion(
                    read(row.getJsonObject(0)), row.getInteger(1), row.getOffsetDateTime(2).toInstant());
            newest.put(version.playbook().id(), new Stored(version, row.getString(3)));
        }
        return newest;
    }

    private static String digest(Playbook playbook) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(write(playbook).encode().getBytes(UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void insert(Sql sql, PlaybookVersion version) {
        sql.update(
                "INSERT INTO playbook (playbook, version, definition, created_at, shipped) VALUES ($1, $2, $3, $4, $5)",
                Tuple.of(
                        version.playbook().id(),
                        version.number(),
                        write(version.playbook()),
                        version.createdAt().atOffset(ZoneOffset.UTC),
                        digest(version.playbook())));
    }

    private static JsonObject write(Playbook playbook) {
        try {
            return new JsonObject(JSON.writeValueAsString(playbook));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Playbook " + playbook.id() + " cannot be written", impossible);
        }
    }

    private static Playbook read(JsonObject definition) {
        try {
            return JSON.readValue(definition.encode(), Playbook.class);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("A stored playbook cannot be read", broken);
        }
    }
}
