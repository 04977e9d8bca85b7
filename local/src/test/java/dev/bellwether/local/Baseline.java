package dev.bellwether.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.bellwether.cli.connection.Service;
import dev.bellwether.embedded.LocalPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;

/// The databases of a release: its migrations, to the letter, and what a small company's customers have left in the tables.
///
/// @param folder `src/test/resources/baseline/<version>`
record Baseline(Path folder) {

    private static final Path RELEASES = Path.of("src/test/resources/baseline");
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /// What the release itself said about it.
    ///
    /// @param segments accounts by segment, those with any
    record Known(String tenant, long events, long accounts, long openRecommendations, Map<String, Long> segments) {}

    /// Those that are kept in the repository; none before the first release.
    static List<Baseline> kept() {
        if (!Files.isDirectory(RELEASES)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(RELEASES)) {
            return folders.filter(Files::isDirectory).sorted().map(Baseline::new).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Keeps the databases of a platform as those of a release.
    ///
    /// @param postgres host:port
    static void release(String version, String postgres, Known known) throws IOException, SQLException {
        Baseline baseline = write(RELEASES.resolve(version), postgres, known);
        System.out.println("The databases are kept in " + baseline.folder.toAbsolutePath() + ": commit them.");
    }

    /// Writes the databases of a platform into a folder that is not there yet.
    static Baseline write(Path folder, String postgres, Known known) throws IOException, SQLException {
        Baseline baseline = new Baseline(folder);
        if (Files.exists(baseline.folder)) {
            throw new AssertionError(baseline.folder + " is there: what is released is not released again");
        }
        for (Service service : Service.values()) {
            Files.createDirectories(baseline.migrations(service));
            for (Path migration : current(service)) {
                Files.copy(migration, baseline.migrations(service).resolve(migration.getFileName()));
            }
            try (Connection database = connect("jdbc:postgresql://" + postgres + "/" + service.database())) {
                DatabaseDump.write(database, baseline.data(service));
            }
        }
        JSON.writeValue(baseline.folder.resolve("known.json").toFile(), known);
        return baseline;
    }

    String version() {
        return folder.getFileName().toString();
    }

    Known known() throws IOException {
        return JSON.readValue(folder.resolve("known.json").toFile(), Known.class);
    }

    Path migrations(Service service) {
        return folder.resolve(service.module()).resolve("migrations");
    }

    private Path data(Service service) {
        return folder.resolve(service.module()).resolve("data.sql");
    }

    /// Makes the database what it was at the release.
    void restore(Service service, String jdbcUrl) throws IOException, SQLException {
        migrate(jdbcUrl, migrations(service));
        try (Connection database = connect(jdbcUrl)) {
            DatabaseDump.load(database, data(service));
        }
    }

    /// By today's migrations, as the service does when it starts.
    static void migrate(Service service, String jdbcUrl) {
        migrate(jdbcUrl, CHASSIS, own(service));
    }

    private static void migrate(String jdbcUrl, Path... folders) {
        Flyway.configure()
                .dataSource(jdbcUrl, LocalPostgres.USER, LocalPostgres.PASSWORD)
                .locations(Arrays.stream(folders).map(folder -> "filesystem:" + folder).toArray(String[]::new))
                .outOfOrder(true)
                .load()
                .migrate();
    }

    static Connection connect(String jdbcUrl) throws SQLException {
        return DriverManager.getConnection(jdbcUrl, LocalPostgres.USER, LocalPostgres.PASSWORD);
    }

    private static final Path CHASSIS = Path.of("../chassis/src/main/resources/db/chassis");

    private static Path own(Service service) {
        return Path.of("..", service.module(), "src/main/resources/db/migration");
    }

    /// Today's migrations.
    static List<Path> current(Service service) throws IOException {
        try (Stream<Path> shared = Files.list(CHASSIS); Stream<Path> own = Files.list(own(service))) {
            return Stream.concat(shared, own).filter(file -> file.toString().endsWith(".sql")).sorted().toList();
        }
    }
}
