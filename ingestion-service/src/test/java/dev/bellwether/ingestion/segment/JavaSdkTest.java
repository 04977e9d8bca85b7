package dev.bellwether.ingestion.segment;

import static org.assertj.core.api.Assertions.assertThat;

import com.segment.analytics.Analytics;
import com.segment.analytics.Callback;
import com.segment.analytics.messages.AliasMessage;
import com.segment.analytics.messages.GroupMessage;
import com.segment.analytics.messages.IdentifyMessage;
import com.segment.analytics.messages.Message;
import com.segment.analytics.messages.PageMessage;
import com.segment.analytics.messages.ScreenMessage;
import com.segment.analytics.messages.TrackMessage;
import dev.bellwether.ingestion.IngestionTest;
import dev.bellwether.ingestion.http.HttpSender;
import dev.bellwether.ingestion.v1.CapturedMessage;
import dev.bellwether.ingestion.v1.RecordedEvent;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Segment's own SDK for Java, of which nothing is changed but where it sends to.
@IngestionTest
class JavaSdkTest {

    private static final int TRACKS = 1_000;

    @Test
    void everything_it_sends_is_captured_once() throws Exception {
        try (HttpSender sender = new HttpSender()) {
            CountDownLatch sent = new CountDownLatch(TRACKS + 5);
            ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
            Analytics analytics = Analytics.builder(sender.key)
                    .endpoint("http://localhost:" + sender.port)
                    .callback(new Callback() {
                        @Override
                        public void success(Message message) {
                            sent.countDown();
                        }

                        @Override
                        public void failure(Message message, Throwable failure) {
                            failures.add(message.messageId() + ": " + failure);
                        }
                    })
                    .build();
            try {
                analytics.enqueue(IdentifyMessage.builder().userId("ada").traits(Map.of("email", "ada@example.com")));
                analytics.enqueue(GroupMessage.builder("globex").userId("ada").traits(Map.of("name", "Globex")));
                analytics.enqueue(AliasMessage.builder("device-1").userId("ada"));
                analytics.enqueue(PageMessage.builder("Home").userId("ada"));
                analytics.enqueue(ScreenMessage.builder("Home").userId("ada"));
                for (int i = 0; i < TRACKS; i++) {
                    analytics.enqueue(TrackMessage.builder("Report Exported").userId("ada")
                            .properties(Map.of("number", i)).context(Map.of("groupId", "globex")));
                }
                analytics.flush();
                assertThat(sent.await(60, TimeUnit.SECONDS)).as("failures: " + failures).isTrue();
            } finally {
                analytics.shutdown();
            }
            assertThat(failures).isEmpty();
            List<CapturedMessage> messages = sender.captured(seen -> seen.size() >= TRACKS + 5);
            assertThat(messages).hasSize(TRACKS + 5);
            assertThat(messages).extracting(CapturedMessage::getIdentity).doesNotHaveDuplicates();
            assertThat(messages.stream().filter(message -> message.getEvent().getNamedEvent().getName().equals("Report Exported"))
                    .map(message -> (int) message.getEvent().getNamedEvent().getProperties().getFieldsOrThrow("number").getNumberValue()))
                    .hasSize(TRACKS).doesNotHaveDuplicates();
            // The identify, and all that came after it, is of the account that the group call named. Nothing is there twice.
            assertThat(sender.caller.timeline("globex", events -> events.stream().map(RecordedEvent::getEvent)
                    .filter(event -> event.getNamedEvent().getName().equals("Report Exported")).count() >= 995))
                    .extracting(recorded -> recorded.getEvent().getEventId()).doesNotHaveDuplicates();
            assertThat(messages).filteredOn(CapturedMessage::hasJoined).extracting(CapturedMessage::getAccount).containsExactly("globex");
            assertThat(messages).filteredOn(CapturedMessage::hasIdentified).extracting(CapturedMessage::getUser).containsExactly("ada");
            assertThat(messages).filteredOn(CapturedMessage::hasAliased).hasSize(1);
        }
    }
}
