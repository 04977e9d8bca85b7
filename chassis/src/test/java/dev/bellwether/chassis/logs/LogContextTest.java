package dev.bellwether.chassis.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.tracing.TraceParent;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.Test;

class LogContextTest {

    @Test
    void what_is_logged_within_says_what_it_is_about_and_what_is_logged_behind_does_not() {
        try (var _ = LogContext.of("acme")) {
            try (var _ = LogContext.of(new AccountKey("globex", "a1")).event("7")
                    .in(TraceParent.of("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"))) {
                assertThat(MDC.getMap())
                        .containsEntry("tenant", "globex")
                        .containsEntry("account", "a1")
                        .containsEntry("event", "7")
                        .containsEntry("traceId", "4bf92f3577b34da6a3ce929d0e0e4736")
                        .containsEntry("spanId", "00f067aa0ba902b7");
            }
            assertThat(MDC.getMap()).containsEntry("tenant", "acme").doesNotContainKeys("account", "event", "traceId", "spanId");
        }
        assertThat(MDC.getMap()).doesNotContainKeys("tenant");
    }
}
