package dev.bellwether.local.platform;

import dev.bellwether.cli.connection.Service;
import dev.bellwether.cli.terminal.CommandException;
import dev.bellwether.embedded.FreePort;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/// What listens where. 0 for Kafka and PostgreSQL is any free port.
///
/// @param services   HTTP and gRPC
/// @param management health and metrics
public record PlatformPorts(int kafka, int postgres, Map<Service, Integer> services, Map<Service, Integer> management) {

    public static final int KAFKA = 19092;
    public static final int POSTGRES = 15432;

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration PAUSE = Duration.ofMillis(100);

    public static PlatformPorts usual() {
        Map<Service, Integer> services = new EnumMap<>(Service.class);
        Map<Service, Integer> management = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            services.put(service, service.port());
            management.put(service, service.managementPort());
        }
        return new PlatformPorts(KAFKA, POSTGRES, services, management);
    }

    /// Ports that no other program uses now.
    public static PlatformPorts free() {
        Map<Service, Integer> services = new EnumMap<>(Service.class);
        Map<Service, Integer> management = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            services.put(service, FreePort.choose());
            management.put(service, FreePort.choose());
        }
        return new PlatformPorts(0, 0, services, management);
    }

    /// Complains about a port that another program listens on.
    ///
    /// @param ownKafka    whether a Kafka is to be started
    /// @param ownPostgres whether a PostgreSQL is to be started; one that a killed launcher has left is stopped then, and has the port until then
    void requireFree(boolean ownKafka, boolean ownPostgres) {
        if (ownKafka && kafka != 0) {
            requireFree(kafka, "Kafka");
        }
        if (ownPostgres && postgres != 0) {
            requireFree(postgres, "PostgreSQL");
        }
        for (Service service : Service.values()) {
            requireFree(services.get(service), service.module());
            requireFree(management.get(service), service.module() + "'s health and metrics");
        }
    }

    private static void requireFree(int port, String owner) {
        // The services of a launcher that was killed a moment ago are still about to end.
        long patience = System.nanoTime() + PATIENCE.toNanos();
        while (!FreePort.isFree(port)) {
            if (System.nanoTime() > patience) {
                throw taken(port, owner);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    static CommandException taken(int port, String owner) {
        String remedy = ", or take other ports with --free-ports.";
        return new CommandException(
                "Port " + port + ", which " + owner + " needs, is taken by "
                        + PortOwner.of(port).map(process -> process + ". Stop it and try again")
                                .orElse("another program. 'lsof -i :" + port + "' (or 'ss -ltnp') names it: stop it and try again")
                        + remedy);
    }
}
