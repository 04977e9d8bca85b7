package dev.bellwether.ingestion.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.log.clients.KafkaSettings;
import dev.bellwether.chassis.log.clients.Topics;
import dev.bellwether.chassis.log.producer.CommittedOffsetLookup;
import dev.bellwether.embedded.testing.Configurations;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// No process listens on port 1.
class LogAwayTest {

    @Test
    void a_log_that_does_not_answer_fails_the_batch_within_its_time() throws Exception {
        GatewayConfig config = Configurations.of(GatewayConfig.class, Map.of(
                "bellwether.gateway.acknowledge-within", "PT1S", "bellwether.gateway.make-room-within", "PT0.2S"));
        GatewayLog log = new GatewayLog(new KafkaSettings("localhost:1"), CommittedOffsetLookup.NONE, config, () -> 12);
        try {
            Acknowledgement acknowledgement = log.acknowledgement(Topics.INBOUND);
            log.send(Topics.INBOUND, "acme/a1".getBytes(), new byte[10], List.of(), acknowledgement);

            Throwable failure = Gateway.whenLogged(acknowledgement.allSent()).handle((_, thrown) -> thrown).get(60, TimeUnit.SECONDS);
            assertThat(failure).hasRootCauseInstanceOf(Refusal.Overloaded.class);
        } finally {
            log.close();
        }
    }
}
