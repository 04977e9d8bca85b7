package dev.bellwether.local.platform;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.cli.terminal.CommandException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataLockTest {

    @TempDir
    private Path folder;

    @Test
    void two_platforms_never_share_a_data_folder() throws Exception {
        DataLock first = DataLock.take(folder);
        assertThatThrownBy(() -> DataLock.take(folder)).isInstanceOf(CommandException.class)
                .hasMessageStartingWith("Bellwether runs already on " + folder
                        + ", as process " + ProcessHandle.current().pid());

        first.close();
        assertThatCode(() -> DataLock.take(folder).close()).doesNotThrowAnyException();
    }
}
