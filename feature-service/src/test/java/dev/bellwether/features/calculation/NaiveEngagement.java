package dev.bellwether.features.calculation;

import com.google.protobuf.Duration;
import dev.bellwether.features.v1.Features;
import dev.bellwether.ingestion.v1.Event;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// Engaged time and breadth once more, from the words of `features.proto` and docs/features.md, for accounts of at most eight people.
final class NaiveEngagement {

    private record PersonDay(String user, LocalDate day) {}

    private NaiveEngagement() {}

    static void add(Features.Builder out, List<Event> all, LocalDate day) {
        List<Event> events = all.stream().filter(event -> isActivity(event) && day(event).isAfter(day.minusDays(28))).toList();
        out.setUsageBasis(all.stream().anyMatch(NaiveEngagement::isActivity) ? "events" : "");
        out.setSignIns28(events.stream().filter(Event::hasSignIn).count());
        breadth(out, events);
        List<Duration> sessions = events.stream().filter(event -> event.hasSession() && event.getSession().hasDuration())
                .map(event -> event.getSession().getDuration()).toList();
        if (!sessions.isEmpty()) {
            double mean =
                    sessions.stream().mapToDouble(length -> (length.getSeconds() + length.getNanos() / 1e9) / 60).sum() / sessions.size();
            out.setEngagementBasis("sessions").setEngagedSessionMinutes28(mean)
                    .setEngagedMinutes28(mean * events.stream().filter(Event::hasSession).count());
        } else if (!events.isEmpty()) {
            estimate(out, events);
        }
    }

    private static void breadth(Features.Builder out, List<Event> events) {
        long features = events.stream().filter(Event::hasFeatureUsed).map(event -> event.getFeatureUsed().getFeature()).distinct().count();
        long names = events.stream().filter(Event::hasNamedEvent).map(event -> event.getNamedEvent().getName()).distinct().count();
        if (features > 0 || names == 0) {
            out.setUsageBreadth28(features);
        } else if (names >= 3) {
            out.setUsageBreadth28(names);
        }
    }

    private static void estimate(Features.Builder out, List<Event> events) {
        boolean anyKnown = events.stream().anyMatch(event -> !event.getUser().isEmpty());
        Map<PersonDay, TreeSet<Integer>> slots = new HashMap<>();
        for (Event event : events) {
            if (anyKnown && event.getUser().isEmpty()) {
                continue;
            }
            int to = LocalTime.ofInstant(at(event), ZoneOffset.UTC).toSecondOfDay();
            long length = event.hasFeatureUsed() ? event.getFeatureUsed().getDuration().getSeconds() : 0;
            int from = (int) Math.max(0, to - Math.max(0, length - 1));
            TreeSet<Integer> ofDay = slots.computeIfAbsent(new PersonDay(event.getUser(), day(event)), _ -> new TreeSet<>());
            IntStream.rangeClosed(from / 600, to / 600).forEach(ofDay::add);
        }
        int sessions = 0;
        int minutes = 0;
        for (TreeSet<Integer> ofDay : slots.values()) {
            Integer last = null;
            for (int slot : ofDay) {
                boolean continues = last != null && slot - last <= 3;
                sessions += continues ? 0 : 1;
                minutes += continues ? 10 * (slot - last) : 10;
                last = slot;
            }
        }
        out.setEngagementBasis("estimated").setEngagedMinutes28(minutes).setEngagedSessionMinutes28((double) minutes / sessions);
    }

    private static boolean isActivity(Event event) {
        return switch (event.getFactCase()) {
            case FEATURE_USED -> !event.getFeatureUsed().hasCount() || event.getFeatureUsed().getCount() > 0;
            case SESSION, SIGN_IN, LEARNING_RESOURCE_USED, NAMED_EVENT -> true;
            default -> false;
        };
    }

    private static Instant at(Event event) {
        return Instant.ofEpochSecond(event.getOccurredAt().getSeconds(), event.getOccurredAt().getNanos());
    }

    private static LocalDate day(Event event) {
        return at(event).atZone(ZoneOffset.UTC).toLocalDate();
    }
}
