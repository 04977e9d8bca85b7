package dev.bellwether.cli.account;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.type.Date;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.cli.recommendations.RecommendationView;
import dev.bellwether.cli.terminal.Numbers;
import dev.bellwether.cli.terminal.Table;
import dev.bellwether.features.v1.Features;
import dev.bellwether.ingestion.v1.RecordedEvent;
import dev.bellwether.segmentation.v1.Decision;
import dev.bellwether.segmentation.v1.Transition;
import java.io.PrintStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Everything about one account on a page: where it stands and why, what is true of it, how it came there, what to do, and
/// what happened last.
record AccountView(String account, LocalDate asOf, Optional<Membership> membership, Map<String, Object> features, List<Move> moves,
        List<RecommendationView> recommendations, List<Happening> lastEvents) {

    /// @param held whether a minimum stay keeps it from the segment that the rules alone would give
    record Membership(String segment, LocalDate since, String rule, String condition, boolean stayed, Optional<String> heldBackFrom,
            String scheme) {
        static Membership of(dev.bellwether.segmentation.v1.Membership membership) {
            Decision decision = membership.getDecision();
            return new Membership(membership.getSegment(), Dates.day(membership.getSince()), decision.getRule(), decision.getCondition(),
                    decision.getStayed(), Optional.of(decision.getHeldBackFrom()).filter(from -> !from.isEmpty()),
                    decision.getSchemeVersion());
        }
    }

    /// @param schemeChanged whether another revision of the scheme has moved it, and not its facts
    record Move(LocalDate asOf, String from, String to, String rule, boolean historic, boolean schemeChanged) {
        static Move of(Transition transition) {
            return new Move(Dates.day(transition.getDecision().getAsOf()), transition.getFromSegment(), transition.getToSegment(),
                    transition.getDecision().getRule(), transition.getHistoric(),
                    transition.getDecision().getCause() == Decision.Cause.SCHEME_CHANGED);
        }
    }

    record Happening(Instant at, String what, String user, String eventId) {
        static Happening of(RecordedEvent recorded) {
            return new Happening(Dates.instant(recorded.getEvent().getOccurredAt()),
                    recorded.getEvent().getFactCase().name().toLowerCase().replace('_', ' '),
                    recorded.getEvent().getUser(), recorded.getEvent().getEventId());
        }
    }

    /// By name, in the order of the contract. What is not known is left out.
    static Map<String, Object> features(Features features) {
        Map<String, Object> values = new LinkedHashMap<>();
        features.getAllFields().forEach((field, value) -> values.put(field.getName(), switch (value) {
            case EnumValueDescriptor choice -> choice.getName();
            case Date date -> Dates.day(date);
            default -> value;
        }));
        return values;
    }

    void print(PrintStream out) {
        out.println(account + " as of " + asOf);
        membership.ifPresentOrElse(in -> {
            out.println("In " + in.segment() + " since " + in.since() + ", by the rule '" + in.rule() + "'"
                    + (in.stayed() ? ", staying:" : ":"));
            out.print("    " + in.condition().replace("\n", "\n    ") + "\n");
            in.heldBackFrom().ifPresent(from -> out.println("The rules alone would say " + from + "; a minimum stay holds it back."));
        }, () -> out.println("In no segment."));
        out.println();
        Table known = new Table("Feature", "Value");
        features.forEach((name, value) -> known.row(name, value instanceof Double number ? Numbers.plain(number) : value));
        known.print(out);
        if (!recommendations.isEmpty()) {
            out.println();
            out.println("What to do");
            RecommendationView.print(recommendations, out);
        }
        if (!moves.isEmpty()) {
            out.println();
            Table moved = new Table("Day", "From", "To", "Rule");
            moves.forEach(move -> moved.row(move.asOf(), move.from().isEmpty() ? "-" : move.from(), move.to(),
                    move.schemeChanged() ? move.rule() + ", by another scheme" : move.rule()));
            moved.print(out);
        }
        out.println();
        Table happened = new Table("Last events", "What", "Who");
        lastEvents.forEach(event -> happened.row(event.at(), event.what(), event.user()));
        happened.print(out);
    }
}
