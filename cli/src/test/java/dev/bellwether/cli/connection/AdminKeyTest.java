package dev.bellwether.cli.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.cli.terminal.CommandException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminKeyTest {

    @TempDir
    private Path folder;

    @Test
    void it_is_made_once_and_only_its_owner_can_read_it() throws Exception {
        AdminKey made = AdminKey.findOrMake(folder);

        // 32 bytes in base64url without padding, RFC 4648.
        assertThat(made.value()).matches("[A-Za-z0-9_-]{43}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("admin-key")))).isEqualTo("rw-------");
        assertThat(AdminKey.findOrMake(folder)).isEqualTo(made);
        assertThat(AdminKey.require(folder)).isEqualTo(made);
        assertThat(made.toString()).doesNotContain(made.value());
    }

    @Test
    void a_command_that_finds_none_says_where_it_has_looked() {
        assertThatThrownBy(() -> AdminKey.require(folder)).isInstanceOf(CommandException.class)
                .hasMessageContaining(folder.resolve("admin-key").toString()).hasMessageContaining("BELLWETHER_ADMIN_KEY");
    }
}
