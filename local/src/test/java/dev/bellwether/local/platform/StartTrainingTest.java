package dev.bellwether.local.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Training that comes to nothing. What comes of it is in [TrainedStartTest].
class StartTrainingTest {

    @TempDir
    private Path folder;

    @Test
    void what_cannot_be_trained_is_told_and_no_failure() {
        List<String> told = new ArrayList<>();
        assertThat(new StartTraining(folder.resolve("nowhere"), told::add).train()).isFalse();
        assertThat(told).hasSize(1).first().asString().startsWith("Starts take longer");
    }

    @Test
    void one_trains_at_a_time_and_another_does_without() throws Exception {
        Path lock = Files.createDirectories(folder.resolve("local/target")).resolve("start.aot.lock");
        List<String> told = new ArrayList<>();
        try (var channel = FileChannel.open(lock, StandardOpenOption.CREATE,
                StandardOpenOption.WRITE); var _ = channel.lock()) {
            assertThat(new StartTraining(folder, told::add).train()).isFalse();
        }
        assertThat(told).isEmpty();
    }
}
