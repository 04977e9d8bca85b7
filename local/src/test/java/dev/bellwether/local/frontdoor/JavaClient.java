package dev.bellwether.local.frontdoor;

import com.segment.analytics.Analytics;
import com.segment.analytics.Callback;
import com.segment.analytics.Log;
import com.segment.analytics.messages.AliasMessage;
import com.segment.analytics.messages.GroupMessage;
import com.segment.analytics.messages.IdentifyMessage;
import com.segment.analytics.messages.Message;
import com.segment.analytics.messages.MessageBuilder;
import com.segment.analytics.messages.PageMessage;
import com.segment.analytics.messages.ScreenMessage;
import com.segment.analytics.messages.TrackMessage;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Segment's SDK for Java.
final class JavaClient extends Client {

    /// After three the SDK drops a batch, which with its waits of 15 seconds and more is about two minutes. Here it may be longer.
    private static final int RETRIES = 20;
    private static final int PATIENCE_SECONDS = 240;

    private final Map<String, String> accounts = new ConcurrentHashMap<>();
    private final Semaphore done = new Semaphore(0);
    private int enqueued;

    @Override
    void send(String address, String key, int events) throws InterruptedException {
        Analytics analytics =
                Analytics.builder(key).endpoint("http://" + address).retries(RETRIES).log(new Answers()).callback(new Callback() {
                    @Override
                    public void success(Message message) {
                        noteSent(message.messageId(), accounts.get(message.messageId()));
                        done.release();
                    }

                    @Override
                    public void failure(Message message, Throwable failure) {
                        noteFailed(message.messageId() + ": " + failure);
                        done.release();
                    }
                }).build();
        try {
            enqueue(analytics, "globex", GroupMessage.builder("globex").userId("ada").traits(Map.of("name", "Globex")));
            enqueue(analytics, "globex", PageMessage.builder("Pricing").anonymousId("device-1"));
            enqueue(analytics, "globex", TrackMessage.builder("Demo Watched").anonymousId("device-1"));
            enqueue(analytics, "globex",
                    IdentifyMessage.builder().userId("ada").anonymousId("device-1").traits(Map.of("email", "ada@example.com")));
            enqueue(analytics, "globex", TrackMessage.builder("Demo Watched").anonymousId("device-1"));
            enqueue(analytics, "globex", ScreenMessage.builder("Home").userId("ada"));
            enqueue(analytics, "bob", TrackMessage.builder("Demo Watched").anonymousId("device-2"));
            enqueue(analytics, "bob", AliasMessage.builder("device-2").userId("bob"));
            enqueue(analytics, "bob", IdentifyMessage.builder().userId("bob").traits(Map.of("name", "Bob")));
            enqueue(analytics, "initech", TrackMessage.builder("Report Exported").userId("carol").context(Map.of("groupId", "initech")));
            for (int i = 0; i < events; i++) {
                enqueue(analytics, "globex", TrackMessage.builder("Report Exported").userId("ada").properties(Map.of("number", i)));
            }
            analytics.flush();
            if (!done.tryAcquire(enqueued, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                noteFailed("not done within " + PATIENCE_SECONDS + " seconds");
            }
        } finally {
            analytics.shutdown();
        }
    }

    private void enqueue(Analytics analytics, String account, MessageBuilder<?, ?> message) {
        String id = UUID.randomUUID().toString();
        accounts.put(id, account);
        enqueued++;
        analytics.enqueue(message.messageId(id));
    }

    /// The SDK tells what it was answered only to its log.
    private final class Answers implements Log {

        @Override
        public void print(Level level, String format, Object... arguments) {
            if (format.contains("rate limiting")) {
                noteAnswers("429", 1);
            }
        }

        @Override
        public void print(Level level, Throwable failure, String format, Object... arguments) {
            if (format.contains("Retrying")) {
                noteAnswers("AWAY", 1);
            }
        }
    }
}
