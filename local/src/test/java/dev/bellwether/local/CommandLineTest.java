package dev.bellwether.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommandLineTest {

    @Test
    void every_command_can_be_made() {
        assertThat(Bellwether.run("--help")).isZero();
        assertThat(Bellwether.run()).isZero();
        assertThat(Bellwether.run("help")).isZero();
        assertThat(Bellwether.run("help", "tenant", "leave")).isZero();
        assertThat(Bellwether.run("tenant", "leave", "--help")).isZero();
        assertThat(Bellwether.run("quarantine", "--help")).isZero();
        assertThat(Bellwether.run("quarantine", "resubmit", "--help")).isZero();
        assertThat(Bellwether.run("import", "--help")).isZero();
    }
}
