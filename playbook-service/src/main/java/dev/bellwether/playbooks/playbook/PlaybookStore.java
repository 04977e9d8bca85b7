package dev.bellwether.playbooks.playbook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.sql.Sql;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The playbooks in the database, each version kept for ever.
public final class PlaybookStore {
    // Reads as JSON what it wrote as JSON: the order of fields and the spaces do not count.
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Database database;

    public PlaybookStore(Database database) {
        this.database = database;
    }

    /// Stores each starter playbook whose newest version says something else, as its next version, and answers with all that are in
    /// force. Replicas that start together store one version between them.
    public PlaybookCatalog open(Instant now) {
        var compiler = new PlaybookCompiler();
        List<Playbook> starters = StarterPlaybooks.read();
        // What does not compile is not stored either.
        starters.forEach(each -> compiler.compile(new PlaybookVersion(each, 1, now)));
        Map<String, PlaybookVersion> newest = database.inTransaction(sql -> {
            // One at a time, and what the others have stored is seen.
            sql.execute("LOCK TABLE playbook IN EXCLUSIVE MODE");
            Map<String, PlaybookVersion> stored = newest(sql);
            for (Playbook starter : starters) {
                PlaybookVersion before = stored.get(starter.id());
                if (before == null || !before.playbook().equals(starter)) {
                    var next = new PlaybookVersion(starter, before == null ? 1 : before.number() + 1, now);
                    insert(sql, next);
                    stored.put(starter.id(), next);
                }
            }
            return stored;
        });
        return new PlaybookCatalog(newest.values().stream().map(compiler::compile).toList());
    }

    private static Map<String, PlaybookVersion> newest(Sql sql) {
        var newest = new LinkedHashMap<String, PlaybookVersion>();
        for (Row row : sql.execute("SELECT definition, version, created_at FROM playbook ORDER BY playbook, version")) {
            var version = new PlaybookVersion(
                    read(row.getJsonObject(0)), row.getInteger(1), row.getOffsetDateTime(2).toInstant());
            newest.put(version.playbook().id(), version);
        }
        return newest;
    }

    private static void insert(Sql sql, PlaybookVersion version) {
        sql.update(
                "INSERT INTO playbook (playbook, version, definition, created_at) VALUES ($1, $2, $3, $4)",
                Tuple.of(
                        version.playbook().id(),
                        version.number(),
                        write(version.playbook()),
                        version.createdAt().atOffset(ZoneOffset.UTC)));
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
