package dev.bellwether.simulator;

import com.google.protobuf.Duration;
import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.FeatureUsed;
import dev.bellwether.ingestion.v1.LearningResourceUsed;
import dev.bellwether.ingestion.v1.NamedEvent;
import dev.bellwether.ingestion.v1.Session;
import dev.bellwether.ingestion.v1.SignIn;
import dev.bellwether.simulator.Milestones.Milestone;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

/// Plays one day of one account: its milestones, then the people who come, one after the other.
///
/// Who comes signs in unless still signed in, works through one or two sessions, and uses a handful of the features that
/// the account has taken to. Lengths of sessions are log-normal.
final class AccountDay {

    private static final int MINUTE = 60_000;
    private static final int HOUR = 60 * MINUTE;
    /// Even the keenest stay away on one workday in twelve.
    private static final double MOST = 0.92;

    private static final List<String> USERS = IntStream.range(0, 200).mapToObj("user-%03d"::formatted).toList();
    private static final List<String> RESOURCES = List.of(
            "docs/getting-started", "docs/first-board", "docs/sharing", "webinar/automations", "course/reports", "docs/api",
            "docs/webhooks", "course/forecasts");
    private static final List<NamedEvent> NAMED = List.of(
            named("colleague invited", "role", "editor"), named("board shared", "with", "team"),
            named("export finished", "format", "csv"), named("integration connected", "kind", "chat"));

    private final SimulatedAccount account;
    private final String tenant;
    private final LocalDate date;
    private final long midnight;
    private final Day events;
    private final Dice dice;
    private final String idPrefix;
    private int sequence;

    /// @param round 0, or which repetition of the day this is
    AccountDay(SimulatedAccount account, String tenant, LocalDate date, int round, Day events) {
        this.account = account;
        this.tenant = tenant;
        this.date = date;
        this.midnight = date.toEpochDay() * 86_400;
        this.events = events;
        this.dice = account.diceOf(date, round);
        this.idPrefix = Long.toString(date.toEpochDay(), 36) + (round == 0 ? "-" : "-r" + round + "-");
    }

    void playMilestones(int day) {
        List<Milestone> milestones = account.milestones();
        for (int next = firstOf(day, milestones); next < milestones.size() && milestones.get(next).day() == day; next++) {
            Event.Builder event = Event.newBuilder();
            milestones.get(next).fact().accept(event);
            add(milestones.get(next).millis(), event);
        }
    }

    void playUsage(int day) {
        double visits = account.visits(day, date);
        if (visits == 0) {
            return;
        }
        SimulatedUsage usage = account.life().usage(day);
        int breadth = (int) StrictMath.round(usage.breadth());
        int users = account.company().users();
        double shares = 0;
        for (int user = 0; user < users; user++) {
            shares += share(user);
        }
        for (int user = 0; user < users; user++) {
            if (dice.chance(Math.min(MOST, onThisWeekday(user, visits * share(user) / shares)))) {
                visit(USERS.get(user % USERS.size()), breadth, usage.minutes(), day - account.life().start());
            }
        }
    }

    /// In every company some come more often than others.
    private static double share(int user) {
        return 1 / StrictMath.sqrt(user + 1);
    }

    /// Who comes once a week comes on the same day of the week: each has a favourite workday, and comes less on the others.
    private double onThisWeekday(int user, double chance) {
        int weekday = date.getDayOfWeek().getValue();
        if (weekday > 5) {
            return chance;
        }
        double onFavourite = Math.clamp(MOST / chance, 1, 2.5);
        boolean favourite = weekday == 1 + Math.floorMod(account.seed() + 3L * user, 5);
        return chance * (favourite ? onFavourite : (5 - onFavourite) / 4);
    }

    private void visit(String user, int breadth, double minutes, int tenure) {
        int hour = (int) (HOUR * (dice.normal(12.5, 2.6) - account.company().hourOffset()));
        int from = Math.floorMod(hour, 24 * HOUR);
        if (dice.chance(0.4)) {
            add(from, usage(user).setSignIn(SignIn.getDefaultInstance()));
        }
        int sessions = dice.chance(0.2) ? 2 : 1;
        long used = 0;
        for (int session = 0; session < sessions; session++) {
            int length = (int) (Math.clamp(dice.logNormal(minutes, 0.55), 0.5, 240) * MINUTE);
            int uses = 1 + dice.poisson(Math.min(4, 0.4 + breadth / 8.0));
            for (int use = 0; use < uses; use++) {
                int feature = account.liking()[Catalogue.choose(breadth, dice)];
                if ((used & 1L << feature) == 0) {
                    used |= 1L << feature;
                    use(user, feature, from + (int) (length * dice.unit()), length);
                }
            }
            add(from + length, usage(user).setSession(Session.newBuilder().setDuration(duration(length))));
            from += length + dice.whole(20 * MINUTE, 3 * HOUR);
        }
        if (dice.chance(tenure < 30 ? 0.12 : 0.015)) {
            add(from, usage(user).setLearningResourceUsed(
                    LearningResourceUsed.newBuilder().setResource(dice.pick(RESOURCES))));
        }
        if (dice.chance(0.02)) {
            add(from, usage(user).setNamedEvent(dice.pick(NAMED)));
        }
    }

    private void use(String user, int feature, int millis, int length) {
        FeatureUsed.Builder used = FeatureUsed.newBuilder()
                .setFeature(Catalogue.feature(feature))
                .setProduct(Catalogue.PRODUCTS.get(Catalogue.product(feature)))
                .setCount(1 + dice.poisson(1.5));
        if (dice.chance(0.3)) {
            used.setDuration(duration((int) (length * dice.between(0.05, 0.5))));
        }
        add(millis, usage(user).setFeatureUsed(used));
    }

    private static Event.Builder usage(String user) {
        return Event.newBuilder().setUser(user).setSource("product");
    }

    /// What would run past midnight happens in the day's last second.
    private void add(int millis, Event.Builder event) {
        int time = Math.min(millis, Day.LAST_MILLI);
        events.add(time, event
                .setTenant(tenant)
                .setAccount(account.id())
                .setEventId(idPrefix + Integer.toString(sequence++, 36))
                .setOccurredAt(Timestamp.newBuilder().setSeconds(midnight + time / 1000).setNanos(time % 1000 * 1_000_000))
                .build());
    }

    private static Duration duration(int millis) {
        return Duration.newBuilder().setSeconds(millis / 1000).setNanos(millis % 1000 * 1_000_000).build();
    }

    private static int firstOf(int day, List<Milestone> milestones) {
        int low = 0;
        int high = milestones.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (milestones.get(middle).day() < day) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static NamedEvent named(String name, String property, String value) {
        return NamedEvent.newBuilder()
                .setName(name)
                .setProperties(Struct.newBuilder().putFields(property, Value.newBuilder().setStringValue(value).build()))
                .build();
    }
}
