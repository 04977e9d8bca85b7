package dev.bellwether.playbooks.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.chassis.sql.Database;
import dev.bellwether.playbooks.playbook.PlaybookCatalog;
import dev.bellwether.playbooks.playbook.PlaybookStore;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What happens at the next start to a shipped playbook that was changed, and to one that an older release has stored.
@QuarkusTest
class ChangedPlaybookTest {
    private static final String CALL = "enterprise-churn-prevention";

    @Inject
    Database database;

    @AfterEach
    void putBack() {
        change("DELETE FROM playbook WHERE version > 1");
    }

    private void change(String statement) {
        database.withConnection(sql -> sql.execute(statement));
    }

    private int dueDaysAfterStart() {
        return new PlaybookStore().open(Instant.EPOCH).find(CALL).orElseThrow().playbook().dueDays();
    }

    @Test
    void one_that_was_added_as_a_version_of_its_own_stays_in_force() {
        change("""
                INSERT INTO playbook (playbook, version, definition, create_time)
                SELECT playbook, 2, jsonb_set(definition::jsonb, '{dueDays}', '5')::text, create_time FROM playbook
                WHERE playbook = 'enterprise-churn-prevention' AND version = 1""");
        assertThat(dueDaysAfterStart()).isEqualTo(5);
        assertThat(dueDaysAfterStart()).isEqualTo(5);
    }

    @Test
    void one_that_was_changed_in_its_row_stays_in_force() {
        change("UPDATE playbook SET definition = jsonb_set(definition::jsonb, '{dueDays}', '6')::text WHERE playbook = 'enterprise-churn-prevention'");
        assertThat(dueDaysAfterStart()).isEqualTo(6);
        change("UPDATE playbook SET definition = jsonb_set(definition::jsonb, '{dueDays}', '2')::text WHERE playbook = 'enterprise-churn-prevention'");
        assertThat(dueDaysAfterStart()).isEqualTo(2);
    }

    @Test
    void one_that_an_older_release_has_stored_is_followed_by_this_release_s() {
        // Another definition, with the digest of it that the older release would have stored.
        change("""
                INSERT INTO playbook (playbook, version, definition, create_time, shipped)
                SELECT playbook, 2, jsonb_set(definition::jsonb, '{dueDays}', '9')::text, create_time, 'older' FROM playbook
                WHERE playbook = 'enterprise-churn-prevention' AND version = 1""");
        var store = new PlaybookStore();
        database.withConnection(sql -> sql.update(
                "UPDATE playbook SET shipped = $1 WHERE version = 2",
                io.vertx.sqlclient.Tuple.of(store.digestOf(CALL))));
        var call = store.open(Instant.EPOCH).find(CALL).orElseThrow();
        assertThat(call.playbook().dueDays()).isEqualTo(2);
        assertThat(call.number()).isEqualTo(3);
    }

    @Test
    void replicas_that_start_together_store_one_version_between_them() throws Exception {
        change("DELETE FROM playbook");
        try (var replicas = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<PlaybookCatalog>> starts = replicas.invokeAll(
                    Collections.nCopies(4, () -> new PlaybookStore().open(Instant.EPOCH)), 60, TimeUnit.SECONDS);
            for (Future<PlaybookCatalog> start : starts) {
                assertThat(start.get().versions()).isNotEmpty().allMatch(version -> version.number() == 1);
            }
        }
        int newest = database.withConnection(sql -> sql.execute("SELECT max(version) FROM playbook").iterator().next().getInteger(0));
        assertThat(newest).isEqualTo(1);
    }
}
