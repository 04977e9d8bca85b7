package dev.bellwether.cli.connection;

import dev.bellwether.cli.terminal.CommandException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Where the installation is that a command talks to, and how it is known for what it is. An option comes before the variable of the
/// environment of the same name.
final class ServerOptions {

    static final String SERVER = "BELLWETHER_SERVER";
    static final String TLS = "BELLWETHER_TLS";
    static final String TLS_CA = "BELLWETHER_TLS_CA";
    static final String TLS_NAME = "BELLWETHER_TLS_NAME";

    @Option(names = "--server", paramLabel = "<address>", split = ",", hideParamSyntax = true, description = "An installation"
            + " elsewhere, as in https://bellwether.example.com, or one address for each service, as in"
            + " ingestion-service=https://events.example.com, with commas between. Variable: " + SERVER + ".")
    private List<String> servers = List.of();

    @Option(names = "--tls", description = "TLS for addresses without https://. Variable: " + TLS + "=true.")
    private boolean tls;

    @Option(names = "--tls-ca", paramLabel = "<file>",
            description = "TLS, and trust the authorities of this file (PEM) alone. Variable: " + TLS_CA + ".")
    private Optional<Path> authorities = Optional.empty();

    @Option(names = "--tls-name", paramLabel = "<host>", description = "The name that the certificate must be for, where it is not"
            + " the address, as behind a port-forward. Variable: " + TLS_NAME + ".")
    private Optional<String> name = Optional.empty();

    boolean isElsewhere() {
        return !servers().isEmpty();
    }

    TrustedAuthorities authorities() {
        return new TrustedAuthorities(authorityFile());
    }

    Optional<String> name() {
        Optional<String> named = name.or(() -> EnvironmentVariables.find(TLS_NAME));
        named.filter(text -> !Endpoint.isHost(text)).ifPresent(text -> {
            throw new CommandException("--tls-name is the name of a host, as in bellwether.example.com, and not '" + text + "'.");
        });
        return named;
    }

    /// Of those services that have an address.
    ///
    /// @param here those of the platform on this machine
    Map<Service, Endpoint> endpoints(Addresses here) {
        Map<Service, Endpoint> endpoints = new EnumMap<>(Service.class);
        if (!isElsewhere()) {
            here.services().forEach((service, address) -> endpoints.put(service, Endpoint.parse(address, isEncrypted())));
            return endpoints;
        }
        for (String server : servers()) {
            int equals = server.indexOf('=');
            if (equals < 0) {
                Endpoint all = Endpoint.parse(server, isEncrypted());
                for (Service service : Service.values()) {
                    endpoints.putIfAbsent(service, all);
                }
            } else {
                endpoints.put(service(server.substring(0, equals).strip()), Endpoint.parse(server.substring(equals + 1), isEncrypted()));
            }
        }
        return endpoints;
    }

    private static Service service(String name) {
        return Arrays.stream(Service.values()).filter(service -> service.module().equals(name)).findFirst()
                .orElseThrow(() -> new CommandException("--server names the service '" + name + "'. There are "
                        + String.join(", ", Arrays.stream(Service.values()).map(Service::module).toList()) + "."));
    }

    private List<String> servers() {
        return servers.isEmpty() ? EnvironmentVariables.find(SERVER).map(value -> List.of(value.split(","))).orElse(List.of()) : servers;
    }

    private Optional<Path> authorityFile() {
        return authorities.or(() -> EnvironmentVariables.find(TLS_CA).map(Path::of));
    }

    private boolean isEncrypted() {
        return tls || authorityFile().isPresent() || EnvironmentVariables.find(TLS).map(ServerOptions::isTrue).orElse(false);
    }

    private static boolean isTrue(String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new CommandException("The environment variable " + TLS + " is true or false, and not '" + value + "'.");
        };
    }
}
