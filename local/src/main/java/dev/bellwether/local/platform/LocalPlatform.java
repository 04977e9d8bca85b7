package dev.bellwether.local.platform;

import dev.bellwether.cli.connection.AddressFile;
import dev.bellwether.cli.connection.Addresses;
import dev.bellwether.cli.connection.AdminKey;
import dev.bellwether.cli.connection.RandomKey;
import dev.bellwether.cli.connection.Service;
import dev.bellwether.cli.terminal.CommandException;
import dev.bellwether.cli.terminal.CommandLog;
import dev.bellwether.embedded.LocalKafka;
import dev.bellwether.embedded.LocalPostgres;
import dev.bellwether.embedded.PortTaken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// The whole platform on this machine: Kafka in this JVM, PostgreSQL and the four services as processes, which are started again when they die.
public final class LocalPlatform implements AutoCloseable {

    private static final Duration STOPPING_PATIENCE = Duration.ofSeconds(15);
    private static final Duration TRAINING_PATIENCE = Duration.ofMinutes(5);

    private final PlatformSettings settings;
    private final Consumer<String> tell;
    private final boolean training;
    private final Map<Service, ServiceProcess> processes = new EnumMap<>(Service.class);
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final Addresses addresses;
    private String kafka;
    private String postgres;
    private AdminKey adminKey;

    private LocalPlatform(PlatformSettings settings, Consumer<String> tell, boolean training) {
        this.settings = settings;
        this.tell = tell;
        this.training = training;
        this.addresses = new Addresses(settings.ports().services().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> "localhost:" + entry.getValue())));
    }

    /// Returns when every service is ready.
    ///
    /// @param tell takes sentences about what is going on, now and while it runs
    public static LocalPlatform start(PlatformSettings settings, Consumer<String> tell) {
        return start(settings, tell, false);
    }

    /// As its services end, each makes the file that its later starts are quicker with.
    static LocalPlatform startForTraining(PlatformSettings settings) {
        return start(settings, _ -> {}, true);
    }

    private static LocalPlatform start(PlatformSettings settings, Consumer<String> tell, boolean training) {
        LocalPlatform platform = new LocalPlatform(settings, tell, training);
        try {
            platform.start();
            return platform;
        } catch (IOException failure) {
            platform.close();
            throw new CommandException("The platform cannot use its data folder " + settings.dataDirectory() + ": " + failure
                    + ". Give this user access to it, or name another"
                    + " folder with --data-dir.", failure);
        } catch (RuntimeException failure) {
            platform.close();
            throw failure;
        }
    }

    public Addresses addresses() {
        return addresses;
    }

    public String kafka() {
        return kafka;
    }

    public String postgres() {
        return postgres;
    }

    /// What its admin calls ask for.
    public AdminKey adminKey() {
        return adminKey;
    }

    /// Those that it has started.
    public Set<Service> services() {
        return processes.keySet();
    }

    public Path logs() {
        return settings.dataDirectory().resolve("logs");
    }

    public long pid(Service service) {
        return processes.get(service).pid();
    }

    /// How often the service has died and been started again.
    public int restarts(Service service) {
        return processes.get(service).restarts();
    }

    private void start() throws IOException {
        opened.push(DataLock.take(settings.dataDirectory()));
        boolean postgresLeft = Files.exists(settings.dataDirectory().resolve("postgres/postmaster.pid"));
        settings.ports().requireFree(settings.kafka().isEmpty(), settings.postgres().isEmpty() && !postgresLeft);
        if (settings.fresh()) {
            forget();
        }
        CommandLog.to(logs().resolve("launcher.log"));
        adminKey = AdminKey.findOrMake(settings.dataDirectory());
        startKafka();
        startPostgres();
        // Of no use to anybody else, so it is made anew each time and stands nowhere.
        Map<String, String> secrets = Map.of(AdminKey.VARIABLE, adminKey.value(), "BELLWETHER_SERVICE_KEY", RandomKey.make());
        for (Service service : settings.inOrder()) {
            List<String> command = ServiceCommand.of(service, settings, addresses, kafka, postgres, training);
            ServiceProcess process = new ServiceProcess(service, command, secrets, logs().resolve(service.module() + ".log"),
                    training ? TRAINING_PATIENCE : STOPPING_PATIENCE, tell);
            processes.put(service, process);
            process.start();
        }
        if (!processes.isEmpty()) {
            Readiness.await(processes, settings.ports(), tell);
        }
        if (!training) {
            processes.values().forEach(ServiceProcess::supervise);
        }
        AddressFile.write(settings.dataDirectory(), addresses, others());
        opened.push(() -> AddressFile.delete(settings.dataDirectory()));
    }

    private Map<String, String> others() {
        Map<String, String> others = new HashMap<>(Map.of("kafka", kafka, "postgres", postgres));
        settings.ports().management().forEach((service, port) -> others.put(service.module() + ".management", "localhost:" + port));
        return others;
    }

    private void startKafka() {
        kafka = settings.kafka().orElseGet(() -> {
            tell.accept("Starting Kafka ...");
            try {
                LocalKafka started = LocalKafka.start(settings.dataDirectory().resolve("kafka"), settings.ports().kafka());
                opened.push(started);
                return started.bootstrapServers();
            } catch (PortTaken taken) {
                throw PlatformPorts.taken(taken.port(), "Kafka");
            }
        });
    }

    private void startPostgres() {
        postgres = settings.postgres().orElseGet(() -> {
            tell.accept("Starting PostgreSQL ...");
            try {
                LocalPostgres started = LocalPostgres.start(settings.dataDirectory().resolve("postgres"), settings.ports().postgres(),
                        Arrays.stream(Service.values()).map(Service::database).toList());
                opened.push(started);
                started.supervise(tell);
                return "localhost:" + started.port();
            } catch (PortTaken taken) {
                throw PlatformPorts.taken(taken.port(), "PostgreSQL");
            }
        });
    }

    private void forget() throws IOException {
        Path servers = settings.dataDirectory().resolve("postgres");
        if (Files.exists(servers.resolve("postmaster.pid"))) {
            // Left running by a launcher that was killed. Starting stops it, and then it can be stopped in order.
            LocalPostgres.start(servers, 0, List.of()).close();
        }
        for (String part : new String[] {"kafka", "postgres", "postgres.log", "logs", "imports"}) {
            Path path = settings.dataDirectory().resolve(part);
            if (Files.exists(path)) {
                FolderTree.delete(path);
            }
        }
    }

    /// Stops the services first, then what they stand on. Again does nothing.
    @Override
    public synchronized void close() {
        if (opened.isEmpty()) {
            return;
        }
        tell.accept("Stopping ...");
        processes.values().forEach(ServiceProcess::stop);
        processes.values().forEach(ServiceProcess::awaitEnd);
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception failure) {
                tell.accept("Not stopped cleanly: " + failure.getMessage());
            }
        }
    }
}
