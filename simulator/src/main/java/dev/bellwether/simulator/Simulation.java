package dev.bellwether.simulator;

import com.google.protobuf.Timestamp;
import dev.bellwether.ingestion.v1.Event;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The customers of an invented SaaS company and everything they do: Enterprise and Self-Serve accounts that live through
/// personas. A function of its settings: nothing here looks at a clock.
public final class Simulation {

    /// Live events happen within so many minutes after midnight, so that none lies in the future of a door that takes
    /// events up to ten minutes ahead, at whatever time of `today` they are sent.
    private static final int LIVE_MINUTES = 5;
    private static final int MOST_ROUNDS = 1000;

    private final SimulationSettings settings;
    private final List<SimulatedAccount> accounts;

    private Simulation(SimulationSettings settings, List<SimulatedAccount> accounts) {
        this.settings = settings;
        this.accounts = accounts;
    }

    public static Simulation create(SimulationSettings settings) {
        Population population = new Population(settings.seed());
        List<SimulatedAccount> accounts = new ArrayList<>(settings.accounts());
        for (int number = 0; number < settings.accounts(); number++) {
            accounts.add(SimulatedAccount.plan(population.place(number), settings));
        }
        return new Simulation(settings, List.copyOf(accounts));
    }

    /// Everything before `today`, in order of time. Played day by day while it is read: one day is in memory.
    public Stream<Event> history() {
        return IntStream.range(0, settings.days()).boxed().flatMap(day -> play(day).stream());
    }

    /// The last day of the history.
    public LocalDate lastDay() {
        return settings.today().minusDays(1);
    }

    /// This many events of `today`, in order of time, from midnight on within minutes. A whole day's events are taken
    /// first, evenly; when more are asked for, the day is played again. Fewer come only when no active user is left.
    public List<Event> live(int events) {
        Day candidates = new Day();
        for (int round = 0; round < MOST_ROUNDS && candidates.size() < events; round++) {
            for (SimulatedAccount account : accounts) {
                AccountDay accountDay = new AccountDay(account, settings.tenant(), settings.today(), round, candidates);
                if (round == 0) {
                    accountDay.playMilestones(settings.days());
                }
                accountDay.playUsage(settings.days());
            }
        }
        return soonAfterMidnight(candidates.inOrder(), Math.min(events, candidates.size()));
    }

    /// About how many events [#history()] has.
    public long expectedHistoryEvents() {
        double expected = 0;
        for (SimulatedAccount account : accounts) {
            expected += account.milestones().stream().filter(milestone -> milestone.day() < settings.days()).count();
            for (int day = account.life().start(); day < settings.days(); day += 7) {
                double eventsPerVisit = 3.1 + account.life().usage(day).breadth() / 8;
                double workdays = 5 + 2 * account.company().weekend();
                int daysOfWeek = Math.min(7, settings.days() - day);
                expected += account.life().usage(day).visits() * workdays * daysOfWeek / 7 * eventsPerVisit;
            }
        }
        return Math.round(expected);
    }

    /// The true segment of each account at the end, by account id. Only the simulator knows it; no event contains it.
    public Map<String, String> truth() {
        Map<String, String> truth = new LinkedHashMap<>();
        accounts.forEach(account -> truth.put(account.id(), account.segment()));
        return Collections.unmodifiableMap(truth);
    }

    /// The time after the history: this many days from `today` on, in which plays may change how the accounts behave.
    public Playout playOut(int days) {
        return new Playout(settings, accounts, days);
    }

    private List<Event> play(int day) {
        return play(accounts, day, settings);
    }

    /// What the accounts do on a day of their lives, in order of time.
    static List<Event> play(Collection<SimulatedAccount> accounts, int day, SimulationSettings settings) {
        LocalDate date = settings.firstDay().plusDays(day);
        Day events = new Day();
        for (SimulatedAccount account : accounts) {
            if (day >= account.life().start()) {
                AccountDay accountDay = new AccountDay(account, settings.tenant(), date, 0, events);
                accountDay.playMilestones(day);
                accountDay.playUsage(day);
            }
        }
        return events.inOrder();
    }

    private List<Event> soonAfterMidnight(List<Event> candidates, int wanted) {
        long midnight = settings.today().atStartOfDay(ZoneOffset.UTC).toEpochSecond();
        List<Event> live = new ArrayList<>(wanted);
        for (int number = 0; number < wanted; number++) {
            Event event = candidates.get((int) ((long) number * candidates.size() / wanted));
            long micros = LIVE_MINUTES * 60_000_000L * number / wanted;
            live.add(event.toBuilder()
                    .setOccurredAt(Timestamp.newBuilder()
                            .setSeconds(midnight + micros / 1_000_000)
                            .setNanos((int) (micros % 1_000_000) * 1000))
                    .build());
        }
        return live;
    }
}
