package dev.bellwether.cli.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.cli.terminal.CommandException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {

    /// 443 and 80 are the ports of the schemes (RFC 9110, sections 4.2.1 and 4.2.2).
    @ParameterizedTest
    @CsvSource({
        "https://bellwether.example.com, false, https://bellwether.example.com:443",
        "https://bellwether.example.com:8443/, false, https://bellwether.example.com:8443",
        "http://ingestion-service.bellwether.svc, true, http://ingestion-service.bellwether.svc:80",
        "localhost:8101, false, http://localhost:8101",
        "localhost:8101, true, https://localhost:8101",
        "https://[2001:db8::7]:8101, false, https://[2001:db8::7]:8101",
    })
    void an_address_says_by_its_scheme_whether_it_is_called_over_tls(String text, boolean tls, String url) {
        assertThat(Endpoint.parse(text, tls).url()).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bellwether.example.com", "ftp://localhost:21", "https://", "localhost:", "https://host/path",
        "user@localhost:8101", "a..b:80", "a b:80", "https://\u202e", "[::g]:80", ""})
    void what_is_no_address_is_refused(String text) {
        assertThatThrownBy(() -> Endpoint.parse(text, false)).isInstanceOf(CommandException.class)
                .hasMessage("'" + text + "' is not an address, as in https://bellwether.example.com or localhost:8101.");
    }

    @Test
    void a_port_that_there_is_not_is_named() {
        assertThatThrownBy(() -> Endpoint.parse("localhost:65536", false))
                .hasMessage("'localhost:65536' names the port 65536. Ports are 1 to 65535.");
    }
}
