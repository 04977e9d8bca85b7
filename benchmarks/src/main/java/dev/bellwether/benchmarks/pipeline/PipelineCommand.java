package dev.bellwether.benchmarks.pipeline;

import dev.bellwether.benchmarks.load.LoadEvents;
import dev.bellwether.benchmarks.load.ProcessorTime;
import dev.bellwether.benchmarks.load.RawProducer;
import dev.bellwether.chassis.access.BearerCredential;
import dev.bellwether.cli.connection.Service;
import dev.bellwether.cli.terminal.DataDirectory;
import dev.bellwether.cli.terminal.Output;
import dev.bellwether.local.platform.LocalPlatform;
import dev.bellwether.local.platform.PlatformPorts;
import dev.bellwether.local.platform.PlatformSettings;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The whole platform on fresh data of its own, with broker, database, services and load generator on this machine.
@Command(name = "pipeline", description = {
    "Events per second from gRPC to features committed, beside Kafka's own producer in the same run;",
    "then the time from an event to the recommendation that it causes, at a steady rate."})
public final class PipelineCommand implements Callable<Integer> {

    private static final int PARTITIONS = 12;

    @Option(names = "--accounts", defaultValue = "5000", description = "Accounts that the load is spread over. Default: ${DEFAULT-VALUE}.")
    private int accounts;

    @Option(names = "--seconds", defaultValue = "30", description = "Length of each measurement. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(names = "--warm-up", defaultValue = "60",
            description = "Seconds of load before anything is measured. Default: ${DEFAULT-VALUE}.")
    private int warmUp;

    @Option(names = "--rate", defaultValue = "5000",
            description = "Events per second while latency is measured. Default: ${DEFAULT-VALUE}.")
    private int rate;

    @Option(names = "--profile", description = "Record the services while under sustained load, and print their hottest methods.")
    private boolean profile;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws Exception {
        Path data = DataDirectory.home().resolve(".bellwether").resolve("bench");
        PlatformSettings settings = new PlatformSettings(
                DataDirectory.home(), data, true, PlatformPorts.free(), Optional.empty(), Optional.empty(), Duration.ZERO);
        try (LocalPlatform platform = LocalPlatform.start(settings, System.err::println)) {
            Thread stopping = new Thread(platform::close);
            Runtime.getRuntime().addShutdownHook(stopping);
            PipelineResult result = measure(platform, data);
            output.print(result, out -> print(result, out));
        }
        return 0;
    }

    private PipelineResult measure(LocalPlatform platform, Path data) throws Exception {
        InstantSource clock = InstantSource.system();
        String run = Long.toString(clock.millis(), 36);
        LoadEvents events = new LoadEvents(clock, accounts, run);
        ManagedChannel ingestion = channel(platform, Service.INGESTION);
        ManagedChannel features = channel(platform, Service.FEATURES);
        ManagedChannel playbooks = channel(platform, Service.PLAYBOOKS);
        try {
            tell("The reference: Kafka's own producer ...");
            double raw = new RawProducer(platform.kafka()).measure(events, PARTITIONS, Math.max(5, seconds / 3));
            SustainedLoad load = new SustainedLoad(ingestion, features, events);
            tell("Warming up ...");
            load.run(Duration.ofSeconds(warmUp));
            tell("Sustained load, from gRPC to features committed ...");
            Map<Service, Profile> profiles = profile ? startProfiles(platform, data) : Map.of();
            ProcessorTime before = ProcessorTime.now();
            SustainedLoad.Result sustained = load.run(Duration.ofSeconds(seconds));
            Map<String, Double> processorSeconds = ProcessorTime.now().since(before);
            Map<String, List<String>> hotMethods = new LinkedHashMap<>();
            for (var entry : profiles.entrySet()) {
                hotMethods.put(entry.getKey().module(), entry.getValue().hotMethods());
            }
            tell("Latency, from event to visible recommendation, at " + rate + " events/s ...");
            LatencyProbe.Result latency;
            List<Hops.Hop> hops;
            try (Hops way = new Hops(platform.kafka(), PARTITIONS)) {
                latency = new LatencyProbe(clock, ingestion, playbooks, events, run)
                        .run(rate, Duration.ofSeconds(10), Duration.ofSeconds(seconds));
                hops = way.of(latency.seen());
            }
            return new PipelineResult(
                    Runtime.getRuntime().availableProcessors(), seconds, accounts,
                    raw, sustained.acknowledged(), sustained.featuresCommitted(), sustained.featuresCommitted() / raw,
                    latency(latency), hops, processorSeconds, hotMethods);
        } finally {
            List.of(ingestion, features, playbooks).forEach(ManagedChannel::shutdownNow);
        }
    }

    private static Map<Service, Profile> startProfiles(LocalPlatform platform, Path data) throws Exception {
        Map<Service, Profile> profiles = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            profiles.put(service, Profile.start(platform.pid(service), data.resolve("profiles").resolve(service.module() + ".jfr")));
        }
        return profiles;
    }

    private PipelineResult.Latency latency(LatencyProbe.Result result) {
        Histogram micros = result.micros();
        return new PipelineResult.Latency(
                rate, result.achieved(), result.probes(), result.missing(),
                micros.getValueAtPercentile(50) / 1e3, micros.getValueAtPercentile(90) / 1e3,
                micros.getValueAtPercentile(99) / 1e3, micros.getMaxValue() / 1e3);
    }

    private static ManagedChannel channel(LocalPlatform platform, Service service) {
        return NettyChannelBuilder.forTarget("dns:///" + platform.addresses().of(service)).usePlaintext()
                .intercept(BearerCredential.of(platform.adminKey().value()))
                .maxInboundMessageSize(16 << 20).build();
    }

    private static void tell(String what) {
        System.err.println(what);
    }

    private static void print(PipelineResult result, PrintStream out) {
        out.printf("On %d processors, everything on them: broker, database, services, load generator.%n%n", result.processors());
        out.printf("  raw Kafka producer (acks=all, idempotent)     %,10.0f events/s%n", result.rawProducerEventsPerSecond());
        out.printf("  acknowledged by the gateway, sustained        %,10.0f events/s%n", result.acknowledgedEventsPerSecond());
        out.printf("  from gRPC to features committed, sustained    %,10.0f events/s   %.3f of the raw producer%n",
                result.featuresEventsPerSecond(), result.ratio());
        PipelineResult.Latency latency = result.latency();
        out.printf("%n  event to visible recommendation, at %,.0f events/s (%,d probes, %,d not seen)%n",
                latency.sentEventsPerSecond(), latency.probes(), latency.missing());
        out.printf("    p50 %,.0f ms   p90 %,.0f ms   p99 %,.0f ms   max %,.0f ms%n", latency.p50(), latency.p90(), latency.p99(),
                latency.max());
        out.printf("%n  of which, from one topic to the next%n");
        result.hops().forEach(hop -> out.printf("    to %-28s p50 %,5.0f ms   p90 %,5.0f ms   p99 %,5.0f ms%n", hop.to(), hop.p50(),
                hop.p90(), hop.p99()));
        out.printf("%n  processor seconds under the sustained load of %d s%n", result.seconds());
        result.processorSeconds().forEach((part, used) -> out.printf("    %-28s %8.1f%n", part, used));
        result.hotMethods().forEach((service, methods) -> {
            out.printf("%n  hottest methods of %s%n", service);
            methods.forEach(method -> out.printf("    %s%n", method));
        });
    }
}
