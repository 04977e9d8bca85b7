package dev.bellwether.ingestion.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.embedded.testing.Eventually;
import dev.bellwether.ingestion.IngestionTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Several replicas on one database. Each looks at it once a second by itself; here some are told when.
@IngestionTest
class ReplicasTest {

    @Inject
    Database database;

    private final List<Replica> replicas = new ArrayList<>();
    private Instant now = Instant.now();

    private final class Replica {
        final InstantSource clock = () -> now;
        final Keyring keys = new Keyring(clock);
        final Metering metering = new Metering(database, clock);
        final SourceRefresh refresh = new SourceRefresh(database, keys, metering, clock);
        final Sources sources = new Sources(database, refresh, clock);
        final KeyRegister register = new KeyRegister(refresh, clock);

        Replica() {
            refresh.refresh();
            replicas.add(this);
        }
    }

    @AfterEach
    void stop() throws InterruptedException {
        for (Replica replica : replicas) {
            replica.refresh.stop();
        }
    }

    private static Source source(String tenant) {
        return new Source("replicas-" + tenant, "web");
    }

    @Test
    void a_key_revoked_through_one_replica_soon_stops_on_the_other() {
        Replica one = new Replica();
        Replica other = new Replica();
        other.refresh.start();
        Source web = source("revoked");
        one.sources.create(web, "", SourceLimits.NONE);
        WriteKey.New made = one.register.create(web);
        assertThat(one.keys.sourceOf(made.secret())).as("at once where it was made").contains(web);
        Eventually.eventually(() -> other.keys.sourceOf(made.secret()), Optional::isPresent);

        one.register.revoke(web, made.key().id());
        assertThat(one.keys.sourceOf(made.secret())).isEmpty();
        Eventually.eventually(() -> other.keys.sourceOf(made.secret()), Optional::isEmpty);
    }

    @Test
    void a_replica_that_starts_knows_the_keys_and_no_others() {
        Replica before = new Replica();
        Source web = source("restarted");
        before.sources.create(web, "", SourceLimits.NONE);
        String kept = before.register.create(web).secret();
        WriteKey.New revoked = before.register.create(web);
        before.register.revoke(web, revoked.key().id());

        Replica after = new Replica();
        assertThat(after.keys.sourceOf(kept)).contains(web);
        assertThat(after.keys.sourceOf(revoked.secret())).isEmpty();
        assertThat(after.keys.sourceOf(KeySecret.random().text())).isEmpty();
        assertThat(after.keys.sourceOf("bw_write_")).isEmpty();
    }

    @Test
    void after_a_rotation_the_older_keys_stay_valid_for_the_grace_period_and_no_longer() {
        Replica replica = new Replica();
        Source web = source("rotated");
        replica.sources.create(web, "", SourceLimits.NONE);
        String first = replica.register.create(web).secret();
        now = now.plusSeconds(1);
        String second = replica.register.rotate(web, Duration.ofHours(24)).secret();

        now = now.plus(Duration.ofHours(24)).minusMillis(1);
        assertThat(replica.keys.sourceOf(first)).contains(web);
        now = now.plusMillis(1);
        assertThat(replica.keys.sourceOf(first)).isEmpty();
        assertThat(replica.keys.sourceOf(second)).contains(web);
        assertThat(replica.register.list(web, Optional.empty(), 10).stream().map(key -> key.state(now)))
                .containsExactly(WriteKey.State.ACTIVE, WriteKey.State.EXPIRED);
    }

    @Test
    void a_second_rotation_does_not_give_an_older_key_more_time() {
        Replica replica = new Replica();
        Source web = source("rotated-twice");
        replica.sources.create(web, "", SourceLimits.NONE);
        String first = replica.register.create(web).secret();
        replica.register.rotate(web, Duration.ofHours(1));
        replica.register.rotate(web, Duration.ofHours(24));
        now = now.plus(Duration.ofHours(2));
        assertThat(replica.keys.sourceOf(first)).isEmpty();
    }

    @Test
    void of_rotations_at_the_same_time_one_key_remains() throws Exception {
        Source web = source("rotated-at-once");
        new Replica().sources.create(web, "", SourceLimits.NONE);
        List<String> secrets = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<WriteKey.New>> rotations = new ArrayList<>();
            for (Replica replica : List.of(new Replica(), new Replica(), new Replica())) {
                for (int i = 0; i < 4; i++) {
                    rotations.add(threads.submit(() -> replica.register.rotate(web, Duration.ZERO)));
                }
            }
            for (Future<WriteKey.New> rotation : rotations) {
                secrets.add(rotation.get().secret());
            }
        }
        Replica after = new Replica();
        assertThat(secrets).hasSize(12).doesNotHaveDuplicates();
        assertThat(secrets.stream().filter(secret -> after.keys.sourceOf(secret).isPresent())).hasSize(1);
    }

    @Test
    void of_two_that_create_the_same_source_one_does() throws Exception {
        Source web = source("created-at-once");
        int created = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<RegisteredSource>> creations = new ArrayList<>();
            for (Replica replica : List.of(new Replica(), new Replica())) {
                creations.add(threads.submit(() -> replica.sources.create(web, "", SourceLimits.NONE)));
            }
            for (Future<RegisteredSource> creation : creations) {
                try {
                    creation.get();
                    created++;
                } catch (ExecutionException refused) {
                    assertThat(refused).hasCauseInstanceOf(Refusal.AlreadyExists.class);
                }
            }
        }
        assertThat(created).isEqualTo(1);
    }

    @Test
    void counts_of_all_replicas_add_up_and_bound_the_quota() throws Exception {
        now = Instant.parse("2100-03-10T12:00:00Z");
        Replica one = new Replica();
        Replica other = new Replica();
        Source web = source("counted");
        one.sources.create(web, "", SourceLimits.of(0, 100, 0));
        other.refresh.refresh();

        one.metering.count(web, 40, 3, 4_000);
        other.metering.count(web, 30, 0, 3_000);
        other.metering.count(web, 20, 1, 2_000);
        one.refresh.refresh();
        other.refresh.refresh();
        one.refresh.refresh();

        for (Replica replica : replicas) {
            assertThatCode(() -> replica.metering.admit(web, 10)).doesNotThrowAnyException();
            assertThatThrownBy(() -> replica.metering.admit(web, 11)).isInstanceOf(Refusal.Overloaded.class);
        }
        RegisteredSource seen = one.sources.find(web);
        assertThat(seen.today()).isEqualTo(new SourceDay(LocalDate.of(2100, 3, 10), 90, 4, 9_000, now));
        assertThat(seen.lastSeen()).contains(now);
        assertThat(seen.month()).isEqualTo(90);

        one.metering.count(web, 5, 0, 1);
        one.refresh.stop();
        assertThat(new Replica().sources.find(web).today().accepted()).as("nothing twice, and nothing of a replica in order lost")
                .isEqualTo(95);
    }

    @Test
    void a_lowered_limit_reaches_the_other_replica() {
        Replica one = new Replica();
        Replica other = new Replica();
        Source web = source("limited");
        one.sources.create(web, "", SourceLimits.NONE);
        other.refresh.refresh();
        other.metering.admit(web, 1_000_000);
        one.sources.update(web, new Sources.Change(Optional.empty(), _ -> SourceLimits.of(1, 0, 0)));
        other.refresh.refresh();
        other.metering.admit(web, 5);
        assertThatThrownBy(() -> other.metering.admit(web, 1)).isInstanceOf(Refusal.Overloaded.class);
    }

    @Test
    void the_use_of_a_key_is_written_down_to_the_minute() {
        Replica replica = new Replica();
        Source web = source("used");
        replica.sources.create(web, "", SourceLimits.NONE);
        WriteKey.New made = replica.register.create(web);
        replica.refresh.refresh();
        assertThat(lastUsed(replica, web)).isEmpty();

        Instant first = now.truncatedTo(ChronoUnit.MILLIS);
        replica.keys.sourceOf(made.secret());
        replica.refresh.refresh();
        assertThat(lastUsed(replica, web)).contains(first);

        now = now.plusSeconds(59);
        replica.keys.sourceOf(made.secret());
        replica.refresh.refresh();
        assertThat(lastUsed(replica, web)).contains(first);

        now = now.plusSeconds(2);
        replica.keys.sourceOf(made.secret());
        replica.refresh.refresh();
        assertThat(lastUsed(replica, web)).contains(first.plusSeconds(61));
    }

    private static Optional<Instant> lastUsed(Replica replica, Source source) {
        return replica.register.list(source, Optional.empty(), 1).getFirst().lastUsedAt();
    }
}
