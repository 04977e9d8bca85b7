package dev.bellwether.local.frontdoor;

import dev.bellwether.chassis.access.BearerCredential;
import dev.bellwether.cli.connection.Service;
import dev.bellwether.embedded.LocalKafka;
import dev.bellwether.embedded.testing.Eventually;
import dev.bellwether.ingestion.v1.CreateSourceRequest;
import dev.bellwether.ingestion.v1.CreateWriteKeyRequest;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.IngestionGrpc;
import dev.bellwether.ingestion.v1.ListSourcesRequest;
import dev.bellwether.ingestion.v1.ReplayPartitionRequest;
import dev.bellwether.ingestion.v1.ReplayPartitionResponse;
import dev.bellwether.ingestion.v1.Source;
import dev.bellwether.ingestion.v1.SourceLimits;
import dev.bellwether.ingestion.v1.SourcesGrpc;
import dev.bellwether.ingestion.v1.UpdateSourceRequest;
import dev.bellwether.local.platform.LocalPlatform;
import dev.bellwether.local.platform.PlatformPorts;
import dev.bellwether.local.platform.PlatformSettings;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/// ingestion-service as a process of its own, with little memory, on a Kafka that can be taken away and a database.
final class IngestionOnKafka implements AutoCloseable {

    static final int PARTITIONS = 12;

    private final Path folder;
    private final PlatformPorts ports = PlatformPorts.free();
    private final int kafkaPort;
    private LocalKafka kafka;
    private LocalPlatform platform;
    private ManagedChannel channel;

    IngestionOnKafka(Path folder) {
        this.folder = folder;
        this.kafka = LocalKafka.start(folder.resolve("kafka"), 0);
        this.kafkaPort = kafka.port();
    }

    /// @param options more for the service's command line
    void start(String... options) {
        PlatformSettings settings = new PlatformSettings(Path.of("..").toAbsolutePath().normalize(), folder, false, ports,
                Optional.of("localhost:" + kafkaPort), Optional.empty(), Duration.ZERO);
        platform = LocalPlatform.start(settings.with(Set.of(Service.INGESTION), options), System.err::println);
        channel = NettyChannelBuilder.forTarget("dns:///" + address()).usePlaintext()
                .intercept(BearerCredential.of(platform.adminKey().value())).build();
    }

    void stop() {
        channel.shutdownNow();
        platform.close();
    }

    void takeKafkaAway() {
        kafka.close();
    }

    void bringKafkaBack() {
        kafka = LocalKafka.start(folder.resolve("kafka"), kafkaPort);
    }

    /// As SIGKILL does.
    void kill() {
        ProcessHandle.of(platform.pid(Service.INGESTION)).ifPresent(ProcessHandle::destroyForcibly);
    }

    int deaths() {
        return platform.restarts(Service.INGESTION);
    }

    /// Memory of the process that is in use, in MB.
    long residentMegabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(platform.pid(Service.INGESTION)), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }

    String address() {
        return platform.addresses().of(Service.INGESTION);
    }

    IngestionGrpc.IngestionBlockingStub calls() {
        return IngestionGrpc.newBlockingStub(channel);
    }

    IngestionGrpc.IngestionStub streams() {
        return IngestionGrpc.newStub(channel);
    }

    /// A new source's.
    String writeKey(String tenant, String source) {
        return limitedWriteKey(tenant, source, 0);
    }

    /// A write key of a new source with this rate limit in events per second; 0 is no limit.
    String limitedWriteKey(String tenant, String source, int perSecond) {
        SourcesGrpc.SourcesBlockingStub sources = SourcesGrpc.newBlockingStub(channel);
        patiently(() -> sources.listSources(ListSourcesRequest.newBuilder().setParent("tenants/" + tenant).build()));
        String name =
                sources.createSource(CreateSourceRequest.newBuilder().setParent("tenants/" + tenant).setSourceId(source).build()).getName();
        if (perSecond > 0) {
            sources.updateSource(UpdateSourceRequest.newBuilder().setSource(Source.newBuilder().setName(name)
                    .setLimits(SourceLimits.newBuilder().setEventsPerSecond(perSecond))).build());
        }
        return sources.createWriteKey(CreateWriteKeyRequest.newBuilder().setParent(name).build()).getSecret();
    }

    /// Ids of the tenant's events in the journal, sorted; one that is there twice is here twice.
    List<String> journal(String tenant) {
        return events(tenant).stream().map(Event::getEventId).sorted().toList();
    }

    /// How many of them each account has.
    TreeMap<String, Long> journalByAccount(String tenant) {
        TreeMap<String, Long> accounts = new TreeMap<>();
        events(tenant).forEach(event -> accounts.merge(event.getAccount(), 1L, Long::sum));
        return accounts;
    }

    private List<Event> events(String tenant) {
        return patiently(() -> eventsNow(tenant));
    }

    private List<Event> eventsNow(String tenant) {
        List<Event> events = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            calls().replayPartition(ReplayPartitionRequest.newBuilder().setLogPartition(partition).setTenant(tenant).build())
                    .forEachRemaining(page -> page.getEntriesList().stream()
                            .map(ReplayPartitionResponse.Entry::getEntry)
                            .filter(entry -> entry.hasEvent())
                            .forEach(entry -> events.add(entry.getEvent())));
        }
        return events;
    }

    /// Retries: for a while after a kill no replica answers.
    private <T> T patiently(Supplier<T> call) {
        return Eventually.eventually(() -> answer(call), Optional::isPresent).orElseThrow();
    }

    private <T> Optional<T> answer(Supplier<T> call) {
        try {
            return Optional.of(call.get());
        } catch (StatusRuntimeException failure) {
            if (failure.getStatus().getCode() != Status.Code.UNAVAILABLE) {
                throw failure;
            }
            channel.resetConnectBackoff();
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        if (platform != null) {
            stop();
        }
        kafka.close();
    }
}
