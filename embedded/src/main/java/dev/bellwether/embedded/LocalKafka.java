package dev.bellwether.embedded;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/// A real Kafka broker in this JVM: one node that is its own controller (KRaft). What it stored is there at the next
/// start on the same folder. Topics are never created by use.
public final class LocalKafka implements AutoCloseable {
    private static final String CONTROLLER = "CONTROLLER";

    private final KafkaRaftServer server;
    private final int port;
    private final AtomicBoolean open = new AtomicBoolean(true);

    private LocalKafka(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /// Returns when the broker takes requests.
    ///
    /// @param directory where it keeps its log; made when it is not there
    /// @param port      0 for any free one
    /// @throws PortTaken when another process listens on the port
    public static LocalKafka start(Path directory, int port) {
        return start(directory, port, Map.of());
    }

    /// @param settings broker settings that override the ones chosen here
    public static LocalKafka start(Path directory, int port, Map<String, String> settings) {
        QuietLogs.ofServers();
        int listening = port == 0 ? FreePort.choose() : Ports.requireFree(port);
        int controlling = FreePort.choose();
        try {
            Files.createDirectories(directory);
            format(directory);
            var server = new KafkaRaftServer(
                    KafkaConfig.fromProps(properties(configuration(directory, listening, controlling, settings))), Time.SYSTEM);
            server.startup();
            return new LocalKafka(server, listening);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("Kafka does not start on " + directory + ": " + e.getMessage(), e);
        }
    }

    public String bootstrapServers() {
        return "localhost:" + port;
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        if (open.compareAndSet(true, false)) {
            server.shutdown();
            server.awaitShutdown();
        }
    }

    private static void format(Path directory) throws Exception {
        if (Files.exists(directory.resolve("meta.properties"))) {
            return;
        }
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(1)
                .setControllerListenerName(CONTROLLER)
                .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                .setIgnoreFormatted(true)
                .addDirectory(directory.toString())
                .setMetadataLogDirectory(directory.toString())
                .run();
    }

    private static java.util.Properties properties(Map<String, String> configuration) {
        var properties = new java.util.Properties();
        properties.putAll(configuration);
        return properties;
    }

    private static Map<String, String> configuration(Path directory, int port, int controllerPort, Map<String, String> settings) {
        var configuration = new HashMap<String, String>();
        configuration.put("node.id", "1");
        configuration.put("process.roles", "broker,controller");
        configuration.put("controller.quorum.voters", "1@localhost:" + controllerPort);
        configuration.put("controller.listener.names", CONTROLLER);
        configuration.put("listeners", "PLAINTEXT://localhost:" + port + "," + CONTROLLER + "://localhost:" + controllerPort);
        configuration.put("advertised.listeners", "PLAINTEXT://localhost:" + port);
        configuration.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
        configuration.put("log.dirs", directory.toString());

        configuration.put("auto.create.topics.enable", "false");
        configuration.put("default.replication.factor", "1");
        configuration.put("min.insync.replicas", "1");
        configuration.put("offsets.topic.replication.factor", "1");
        configuration.put("offsets.topic.num.partitions", "4");
        configuration.put("transaction.state.log.replication.factor", "1");
        configuration.put("transaction.state.log.min.isr", "1");
        configuration.put("transaction.state.log.num.partitions", "2");
        configuration.put("share.coordinator.state.topic.replication.factor", "1");
        configuration.put("share.coordinator.state.topic.min.isr", "1");
        configuration.put("log.retention.hours", "168");
        configuration.put("group.initial.rebalance.delay.ms", "0");
        configuration.put("group.min.session.timeout.ms", "1000");

        // One machine, shared with everything else: few threads, small buffers. The cleaner's default alone is 128 MB.
        configuration.put("num.network.threads", "2");
        configuration.put("num.io.threads", "4");
        configuration.put("background.threads", "2");
        configuration.put("num.recovery.threads.per.data.dir", "2");
        configuration.put("group.coordinator.threads", "1");
        configuration.put("log.cleaner.threads", "1");
        configuration.put("log.cleaner.dedupe.buffer.size", "4194304");
        configuration.put("log.segment.bytes", "134217728");
        configuration.put("log.index.size.max.bytes", "1048576");
        configuration.putAll(settings);
        return configuration;
    }
}
