package dev.bellwether.segmentation.scheme;

import dev.bellwether.ingestion.v1.CompanyType;
import dev.bellwether.mapping.definition.TextFault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Checks that each company type is placed completely, and by each rule: the rule that is asked last takes everybody, and no other.
final class RulePlacement {

    private RulePlacement() {}

    static List<TextFault> problems(Scheme scheme) {
        List<TextFault> problems = new ArrayList<>();
        if (scheme.rules().isEmpty()) {
            return problems;
        }
        boolean alike = scheme.rules().stream().allMatch(it -> it.companyType().isEmpty());
        for (CompanyType type : alike ? Scheme.COMPANY_TYPES.subList(0, 1) : Scheme.COMPANY_TYPES) {
            List<SegmentRule> asked = scheme.asked(type);
            String whose = alike ? "" : " for " + accounts(type);
            if (asked.isEmpty()) {
                problems.add(TextFault.error("rules", scheme.rules().getFirst().place(), "no rule is" + whose));
                continue;
            }
            sameId(whose, scheme.of(type), problems);
            everybody(scheme.order(), whose, asked, problems);
            neverAsked(scheme.order(), asked, problems);
        }
        return problems.stream().distinct().toList();
    }

    private static void sameId(String whose, List<SegmentRule> written, List<TextFault> problems) {
        Map<String, SegmentRule> ids = new HashMap<>();
        for (SegmentRule rule : written) {
            SegmentRule before = rule.id().isEmpty() ? null : ids.putIfAbsent(rule.id(), rule);
            if (before != null) {
                problems.add(TextFault.error(rule.field() + ".id", rule.place(), "two rules" + whose + " lead to '" + rule.id()
                        + "': the first one is in line " + before.place().line()));
            }
        }
    }

    private static void everybody(RuleOrder order, String whose, List<SegmentRule> asked, List<TextFault> problems) {
        SegmentRule rest = asked.getLast();
        if (!rest.takesEverybody() && !rest.enter().text().isEmpty()) {
            problems.add(TextFault.error(rest.enter().field(), rest.enter().place(), "the " + (order == RuleOrder.FIRST ? "last" : "first")
                    + " rule" + whose + " must take everybody, so that each account has a stage", "true"));
        }
    }

    private static void neverAsked(RuleOrder order, List<SegmentRule> asked, List<TextFault> problems) {
        for (int i = 0; i < asked.size() - 1; i++) {
            if (asked.get(i).takesEverybody()) {
                SegmentRule next = asked.get(i + 1);
                String others =
                        asked.subList(i + 1, asked.size()).stream().map(it -> "'" + it.id() + "'").collect(Collectors.joining(", "));
                problems.add(
                        TextFault.error(next.field(), next.place(), "no account comes to " + others + ": the rule '" + asked.get(i).id()
                                + "' " + (order == RuleOrder.FIRST ? "before" : "behind") + " takes everybody"));
                return;
            }
        }
    }

    static String accounts(CompanyType type) {
        return (type == CompanyType.ENTERPRISE ? "Enterprise" : "Self-Serve") + " accounts";
    }
}
