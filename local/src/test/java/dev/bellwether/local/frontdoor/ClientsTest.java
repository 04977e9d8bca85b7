package dev.bellwether.local.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.embedded.testing.Eventually;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The SDKs that people have, of which nothing is changed but where they send to: everything that they send arrives once, in
/// the account that it is of, whatever happens on the way.
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class ClientsTest {

    private static final int PATIENCE_SECONDS = 300;
    /// Events a second, in the mean. Five seconds' worth are more than the largest batch that a client sends.
    private static final int LIMIT = 60;

    enum Sdk {
        SEGMENT_JAVA(JavaClient::new, 5_000, 800, "429"),
        SEGMENT_NODE(() -> new NodeClient("segment.js"), 15_000, 1_500, "429"),
        CLOUDEVENTS_JAVASCRIPT(() -> new NodeClient("cloudevents.js"), 2_000, 800, "OVERLOADED");

        private final Supplier<Client> client;
        private final int many;
        private final int tooMany;
        private final String refused;

        /// @param many    a number of events that takes a while to send
        /// @param tooMany a number of events that any machine sends faster than the rate limit allows
        /// @param refused how the client notes a 429
        Sdk(Supplier<Client> client, int many, int tooMany, String refused) {
            this.client = client;
            this.many = many;
            this.tooMany = tooMany;
            this.refused = refused;
        }

        String tenant(String test) {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') + "-" + test;
        }
    }

    private record Sending(Sdk sdk, String tenant, Client client, CompletableFuture<Void> end) {

        static Sending begin(Sdk sdk, String tenant, String key, int events) {
            Client client = sdk.client.get();
            CompletableFuture<Void> end = new CompletableFuture<>();
            Thread.ofVirtual().name(tenant).start(() -> {
                try {
                    client.send(door.address(), key, events);
                    end.complete(null);
                } catch (Throwable failure) {
                    end.completeExceptionally(failure);
                }
            });
            return new Sending(sdk, tenant, client, end);
        }

        void await() throws InterruptedException, ExecutionException, TimeoutException {
            end.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    @TempDir
    static Path folder;

    private static IngestionOnKafka door;

    @BeforeAll
    static void open() {
        door = new IngestionOnKafka(folder);
        // Bob has no company, and no client waits for it to be known; Ada's is said before what she does. Nothing here takes longer for it.
        door.start("-Dbellwether.identity.settle-after=PT2S");
    }

    @AfterAll
    static void close() {
        door.close();
    }

    @ParameterizedTest
    @EnumSource
    void everything_arrives_once_in_its_account(Sdk sdk) throws Exception {
        String tenant = sdk.tenant("plain");
        Sending sending = Sending.begin(sdk, tenant, door.writeKey(tenant, "web-app"), 300);
        sending.await();
        assertArrived(sending);
    }

    @Test
    void events_over_the_rate_limit_arrive_exactly_once() throws Exception {
        // Beyond five seconds' worth each is told to come again.
        List<Sending> sendings = Stream.of(Sdk.values()).map(sdk -> {
            String tenant = sdk.tenant("limited");
            return Sending.begin(sdk, tenant, door.limitedWriteKey(tenant, "web-app", LIMIT), sdk.tooMany);
        }).toList();
        for (Sending sending : sendings) {
            sending.await();
            assertThat(sending.client().answers()).as("of " + sending.sdk()).containsKey(sending.sdk().refused);
            assertArrived(sending);
        }
    }

    @ParameterizedTest
    @EnumSource
    void events_in_flight_when_the_service_is_killed_arrive_exactly_once(Sdk sdk) throws Exception {
        String tenant = sdk.tenant("killed");
        Sending sending = Sending.begin(sdk, tenant, door.writeKey(tenant, "web-app"), sdk.many);
        Eventually.eventuallyTrue(() -> sending.client().sentCount() > sdk.many / 10 || sending.end().isDone());
        int deaths = door.deaths();
        assertThat(sending.end()).as("still sending").isNotDone();
        door.kill();
        sending.await();
        assertThat(door.deaths()).isGreaterThan(deaths);
        assertArrived(sending);
    }

    private static void assertArrived(Sending sending) {
        Client client = sending.client();
        assertThat(client.failed()).isEmpty();
        List<String> sent = client.sent();
        Eventually.eventuallyTrue(() -> door.journal(sending.tenant()).size() >= sent.size());
        assertThat(door.journal(sending.tenant())).isEqualTo(sent);
        assertThat(door.journalByAccount(sending.tenant())).isEqualTo(client.sentByAccount());
    }
}
