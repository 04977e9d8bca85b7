package dev.bellwether.segmentation.scheme;

import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.bellwether.features.v1.Features;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// How a rule fares with some accounts.
final class RuleTally {

    private static final int SHOWN = 6;

    private final CompiledRule rule;
    private final List<FieldDescriptor> numbersToStay;
    long asked;
    long enters;
    /// Of those that enter: that no rule asked before takes.
    long decides;
    /// Of those that enter: of which everything is known that the condition for staying asks for.
    long known;
    /// Of the known ones: that could not stay by that condition.
    long cannotStay;
    long fails;
    Optional<Features> unable = Optional.empty();
    Optional<Features> failing = Optional.empty();

    RuleTally(CompiledRule rule) {
        this.rule = rule;
        this.numbersToStay = rule.staying().names().stream().map(Features.getDescriptor()::findFieldByName)
                .filter(field -> field != null && field.getJavaType() == FieldDescriptor.JavaType.DOUBLE).toList();
    }

    /// @param taken whether a rule that is asked before takes the account
    /// @return whether this one would
    boolean add(Features account, boolean taken) {
        asked++;
        try {
            boolean stays = rule.stays(account);
            if (!rule.enters(account)) {
                return false;
            }
            enters++;
            decides += taken ? 0 : 1;
            if (isKnown(account)) {
                known++;
                if (!stays) {
                    cannotStay++;
                    unable = unable.or(() -> Optional.of(account));
                }
            }
            return true;
        } catch (UndecidableRule undecidable) {
            fails++;
            failing = failing.or(() -> Optional.of(account));
            return false;
        }
    }

    /// What is not known makes a comparison false, and is no reason to call a condition strong.
    private boolean isKnown(Features account) {
        return numbersToStay.stream().allMatch(account::hasField);
    }

    /// What of the account the rule asks for.
    String described(Features account) {
        Set<String> names = new TreeSet<>(rule.names());
        return names.stream().map(Features.getDescriptor()::findFieldByName).filter(RuleTally::isShown).limit(SHOWN)
                .map(field -> described(field, account)).collect(Collectors.joining(", "));
    }

    private static boolean isShown(FieldDescriptor field) {
        return field != null && field.getNumber() != Features.COMPANY_TYPE_FIELD_NUMBER;
    }

    private static String described(FieldDescriptor field, Features account) {
        boolean known = field.hasPresence() ? account.hasField(field) : !account.getField(field).equals("");
        return field.getName() + (known ? " " + account.getField(field) : " unknown");
    }
}
