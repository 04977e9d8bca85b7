package dev.bellwether.ingestion.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.ingestion.v1.QuarantinedEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// What tests of the doors over HTTP share: each has a sender of its own.
public abstract class DoorTests {

    protected HttpSender sender;

    @BeforeEach
    void open() {
        sender = new HttpSender();
    }

    @AfterEach
    void close() throws InterruptedException {
        sender.close();
    }

    /// One of the inputs that stand for reports of users, with the times of the day on which it was found.
    protected static String trouble(String name) {
        try (InputStream file = Objects.requireNonNull(DoorTests.class.getResourceAsStream("/trouble/" + name), name)) {
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// The door's report of a call that it takes.
    protected String reported(String path, String body) {
        HttpResponse<String> answer =
                sender.send(sender.request(path, body).header("Authorization", sender.basic()).header("Bellwether-Report", "true"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    /// What of the tenant's is in quarantine, once there is as much as expected.
    protected List<QuarantinedEvent> quarantined(int count) {
        return sender.caller.quarantined("tenants/" + sender.tenant, kept -> kept.size() == count);
    }
}
