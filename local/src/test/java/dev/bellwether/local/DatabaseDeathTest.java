package dev.bellwether.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.cli.connection.Connection;
import dev.bellwether.embedded.testing.Eventually;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 6, unit = TimeUnit.MINUTES)
class DatabaseDeathTest {

    @TempDir
    private Path data;

    @Test
    void after_the_death_of_postgresql_the_platform_resumes_with_its_stored_data() throws Exception {
        try (TestPlatform platform = TestPlatform.start(data); Connection connection = platform.connect()) {
            ErasedAccount before = new ErasedAccount("before", connection);
            before.lives();
            before.awaitRecommendation();

            new ProcessBuilder("kill", "-KILL", Files.readAllLines(data.resolve("postgres/postmaster.pid")).getFirst().strip()).start()
                    .waitFor();
            ErasedAccount after = new ErasedAccount("after", connection);
            answered(after::lives);

            answered(after::awaitRecommendation);
            answered(before::awaitRecommendation);
            platform.awaitSettled();
            assertThat(platform.verify().differences()).isEmpty();
        }
    }

    /// While the database is away a service says that it is not able to answer.
    private static void answered(Runnable call) {
        Eventually.eventually(call::run);
    }
}
