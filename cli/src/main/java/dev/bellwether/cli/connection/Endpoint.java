package dev.bellwether.cli.connection;

import dev.bellwether.cli.terminal.CommandException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a service answers.
///
/// @param address host and port
/// @param tls     whether it is called over TLS
record Endpoint(String address, boolean tls) {

    private static final Pattern FORM = Pattern.compile("(?:(https?)://)?(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9.-]+)(?::([0-9]{1,5}))?/?");
    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    /// @param text as in `https://bellwether.example.com`, or `localhost:8101`
    /// @param tls  for an address that does not say it
    /// @throws CommandException when it is none
    static Endpoint parse(String text, boolean tls) {
        Matcher parts = FORM.matcher(text.strip());
        if (!parts.matches() || parts.group(1) == null && parts.group(3) == null || !isHost(parts.group(2))) {
            throw new CommandException("'" + text.strip() + "' is not an address, as in https://bellwether.example.com or localhost:8101.");
        }
        boolean encrypted = parts.group(1) == null ? tls : parts.group(1).equals("https");
        int port = parts.group(3) == null ? encrypted ? HTTPS : HTTP : Integer.parseInt(parts.group(3));
        if (port < 1 || port > 65_535) {
            throw new CommandException("'" + text.strip() + "' names the port " + port + ". Ports are 1 to 65535.");
        }
        return new Endpoint(parts.group(2) + ":" + port, encrypted);
    }

    /// As RFC 3986 has it in section 3.2.2: the name of a host, or its address.
    static boolean isHost(String text) {
        try {
            return text.equals(new URI("http://" + text + ":1").getHost());
        } catch (URISyntaxException _) {
            return false;
        }
    }

    /// For HTTP.
    String url() {
        return (tls ? "https://" : "http://") + address;
    }
}
