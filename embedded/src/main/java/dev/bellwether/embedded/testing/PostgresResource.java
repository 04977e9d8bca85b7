package dev.bellwether.embedded.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/// Gives a Quarkus test an empty database of its own, as `bellwether.database.*`. The server is shared by the whole test
/// JVM, since starting one takes seconds and making a database does not.
public final class PostgresResource implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        var database = TestDatabase.create();
        return Map.of(
                "bellwether.database.host", "localhost",
                "bellwether.database.port", Integer.toString(database.port()),
                "bellwether.database.name", database.name());
    }

    @Override
    public void stop() {}
}
