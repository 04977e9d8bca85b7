package dev.bellwether.benchmarks.load;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import com.google.type.Money;
import dev.bellwether.ingestion.v1.AccountProfile;
import dev.bellwether.ingestion.v1.CompanyType;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.FeatureUsed;
import dev.bellwether.ingestion.v1.Session;
import dev.bellwether.ingestion.v1.SignIn;
import dev.bellwether.ingestion.v1.SubscriptionStarted;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/// Usage as a SaaS product sends it: mostly features used, then sessions and sign-ins, by a few users of each of many
/// accounts. Every event is another one.
public final class LoadEvents {

    public static final String TENANT = "bench";

    private final InstantSource clock;
    private final int accounts;
    private final String run;
    private final AtomicLong sequence = new AtomicLong();

    public LoadEvents(InstantSource clock, int accounts, String run) {
        this.clock = clock;
        this.accounts = accounts;
        this.run = run;
    }

    public List<Event> usage(int events, SplittableRandom random) {
        List<Event> batch = new ArrayList<>(events);
        Timestamp now = now();
        for (int i = 0; i < events; i++) {
            batch.add(usage(now, random));
        }
        return batch;
    }

    private Event usage(Timestamp now, SplittableRandom random) {
        int account = random.nextInt(accounts);
        Event.Builder event = Event.newBuilder()
                .setTenant(TENANT)
                .setAccount("load-" + account)
                .setUser("user-" + random.nextInt(12))
                .setEventId(run + "-" + sequence.incrementAndGet())
                .setSource("app")
                .setOccurredAt(now);
        int kind = random.nextInt(10);
        if (kind < 7) {
            event.setFeatureUsed(FeatureUsed.newBuilder().setFeature("feature-" + random.nextInt(40)).setProduct("core"));
        } else if (kind < 9) {
            event.setSession(Session.newBuilder().setDuration(Duration.newBuilder().setSeconds(60 + random.nextInt(3000))));
        } else {
            event.setSignIn(SignIn.getDefaultInstance());
        }
        return event.build();
    }

    /// The first facts of a new account. It becomes a New User, which opens a recommendation.
    public List<Event> newAccount(String account) {
        Timestamp now = now();
        Event.Builder base = Event.newBuilder().setTenant(TENANT).setAccount(account).setSource("app").setOccurredAt(now);
        return List.of(
                base.clone().setEventId(account + "-profile")
                        .setAccountProfile(AccountProfile.newBuilder().setName(account).setCompanyType(CompanyType.SELF_SERVE))
                        .build(),
                base.clone().setEventId(account + "-subscription")
                        .setSubscriptionStarted(SubscriptionStarted.newBuilder().setSubscriptionId("s").setPlan("Pro").setSeats(5)
                                .setMrr(Money.newBuilder().setCurrencyCode("USD").setUnits(49)))
                        .build());
    }

    private Timestamp now() {
        Instant now = clock.instant();
        return Timestamp.newBuilder().setSeconds(now.getEpochSecond()).setNanos(now.getNano()).build();
    }
}
