package dev.bellwether.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.cli.connection.Service;
import dev.bellwether.embedded.LocalKafka;
import dev.bellwether.embedded.LocalPostgres;
import dev.bellwether.embedded.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// An installation of a release can be upgraded to this one with its data. How a release keeps its databases is in
/// docs/contracts.md.
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class UpgradeTest {

    private static final int PARTITIONS = 12;

    /// What a migration changes on purpose, as in `features.account.erased`: an entry says why no data is lost.
    private static final Set<String> CHANGED_ON_PURPOSE = Set.of();

    @TempDir
    private Path folder;

    private static List<Baseline> releases;

    /// Before the first release there is none to upgrade from. What is stored today is taken for one then, so that keeping, restoring
    /// and going on are tested all the same.
    @BeforeAll
    @Timeout(value = 6, unit = TimeUnit.MINUTES)
    static void findReleases(@TempDir Path platform) throws Exception {
        String version = System.getProperty("bellwether.baseline", "");
        if (!version.isEmpty()) {
            SmallCompany.release(version, platform);
        }
        releases = Baseline.kept();
        if (releases.isEmpty()) {
            releases = List.of(SmallCompany.write(platform.resolve("today"), platform.resolve("platform")));
        }
    }

    static List<Baseline> releases() {
        return releases;
    }

    static Stream<Arguments> databases() {
        return releases().stream().flatMap(release -> Arrays.stream(Service.values()).map(service -> Arguments.of(release, service)));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void no_migration_that_was_released_is_edited_or_gone(Baseline release, Service service) throws Exception {
        Map<Path, Path> today = new HashMap<>();
        Baseline.current(service).forEach(file -> today.put(file.getFileName(), file));
        try (Stream<Path> released = Files.list(release.migrations(service))) {
            for (Path then : (Iterable<Path>) released::iterator) {
                String sentence =
                        "%s was released with %s and has been applied by those who run it: put it back as it was, and add a new migration"
                                .formatted(then.getFileName(), release.version());
                assertThat(today).as(sentence).containsKey(then.getFileName());
                assertThat(Files.readString(today.get(then.getFileName()))).as(sentence).isEqualTo(Files.readString(then));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void migrating_leaves_what_is_stored_as_it_is(Baseline release, Service service) throws Exception {
        TestDatabase left = TestDatabase.create();
        TestDatabase migrated = TestDatabase.create();
        release.restore(service, left.jdbcUrl());
        release.restore(service, migrated.jdbcUrl());
        Baseline.migrate(service, migrated.jdbcUrl());
        try (Connection before = Baseline.connect(left.jdbcUrl()); Connection after = Baseline.connect(migrated.jdbcUrl())) {
            assertThat(DatabaseDump.tables(before).size()).isGreaterThan(5);
            assertThat(changed(service, before, after)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("releases")
    void what_a_migration_would_lose_is_found(Baseline release) throws Exception {
        TestDatabase left = TestDatabase.create();
        TestDatabase migrated = TestDatabase.create();
        release.restore(Service.INGESTION, left.jdbcUrl());
        release.restore(Service.INGESTION, migrated.jdbcUrl());
        try (Connection before = Baseline.connect(left.jdbcUrl()); Connection after = Baseline.connect(migrated.jdbcUrl())) {
            after.createStatement().execute("""
                    DELETE FROM marker WHERE log_partition = 3;
                    UPDATE source SET display_name = 'another';
                    ALTER TABLE person DROP COLUMN linked_at;
                    DROP TABLE waiting_message;
                    ALTER TABLE journal ADD COLUMN more int""");
            assertThat(changed(Service.INGESTION, before, after)).containsExactlyInAnyOrder("marker", "source", "person",
                    "waiting_message");
        }
    }

    /// The tables of before that are gone, or have other rows in the columns that they had.
    private static List<String> changed(Service service, Connection before, Connection after) throws Exception {
        List<String> changed = new ArrayList<>();
        for (String table : DatabaseDump.tables(before)) {
            List<String> columns = DatabaseDump.columns(before, table).stream()
                    .filter(column -> !CHANGED_ON_PURPOSE.contains(service.database() + "." + table + "." + column))
                    .toList();
            if (!DatabaseDump.columns(after, table).containsAll(columns)
                    || !DatabaseDump.rows(after, table, columns).equals(DatabaseDump.rows(before, table, columns))) {
                changed.add(table);
            }
        }
        return changed;
    }

    @ParameterizedTest
    @MethodSource("releases")
    void the_services_read_the_data_of_a_release_and_resume_from_there(Baseline release) throws Exception {
        Baseline.Known known = release.known();
        try (LocalPostgres postgres = LocalPostgres.start(folder.resolve("postgres"), 0,
                Arrays.stream(Service.values()).map(Service::database).toList(), Map.of("fsync", "off"));
                LocalKafka kafka = LocalKafka.start(folder.resolve("kafka"), 0)) {
            for (Service service : Service.values()) {
                release.restore(service, postgres.jdbcUrl(service.database()));
            }
            // The log of then is not kept: what was in it has been read.
            try (TestPlatform platform =
                    TestPlatform.on(folder.resolve("platform"), kafka.bootstrapServers(), "localhost:" + postgres.port(),
                            "-Dbellwether.log.continue=true")) {
                assertThat(SmallCompany.known(platform)).isEqualTo(known);
                try (SmallCompany company = new SmallCompany(platform)) {
                    company.goesOn();
                }
                Baseline.Known later = SmallCompany.known(platform);
                assertThat(later.events()).as("events after more have come").isEqualTo(known.events() + SmallCompany.MORE_EVENTS);
                assertThat(later.accounts()).isEqualTo(known.accounts() + SmallCompany.MORE_ACCOUNTS);
            }
        }
    }
}
