package dev.bellwether.embedded.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GoldenFilesTest {

    private static final byte[] STORED = {1, 2, 3};
    private static final byte[] OTHER = {1, 2, 4};

    private String before;

    @BeforeEach
    void remember() {
        before = System.getProperty(GoldenFiles.WRITE, "");
        System.clearProperty(GoldenFiles.WRITE);
    }

    @AfterEach
    void restore() {
        System.setProperty(GoldenFiles.WRITE, before);
    }

    @Test
    void what_is_stored_as_it_was_is_handed_over() {
        assertThat(GoldenFiles.unchanged("example", 1, STORED)).isEqualTo(STORED);
        assertThat(GoldenFiles.unchanged("example.v1", STORED)).isEqualTo(STORED);
        assertThat(GoldenFiles.read("example.v1")).isEqualTo(STORED);
    }

    @Test
    void changed_bytes_are_reported_by_name_and_never_overwritten() throws Exception {
        assertThatThrownBy(() -> GoldenFiles.unchanged("example", 1, OTHER))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("example is not stored as version 1 was")
                .hasMessageContaining("then: 010203\nnow:  010204");
        System.setProperty(GoldenFiles.WRITE, "write");
        assertThatThrownBy(() -> GoldenFiles.unchanged("example", 1, OTHER)).isInstanceOf(AssertionError.class);
        assertThat(Files.readString(Path.of("src/test/resources/golden/example/v1.hex"))).isEqualTo("010203\n");
    }

    @Test
    void missing_golden_bytes_are_reported_by_name_and_written_only_on_request() {
        assertThatThrownBy(() -> GoldenFiles.unchanged("forgotten", 2, STORED))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("forgotten of version 2 has no golden bytes")
                .hasMessageContaining("-Dbellwether.golden=write");
        assertThat(Path.of("src/test/resources/golden/forgotten")).doesNotExist();
    }
}
