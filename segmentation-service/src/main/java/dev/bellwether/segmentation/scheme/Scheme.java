package dev.bellwether.segmentation.scheme;

import dev.bellwether.ingestion.v1.CompanyType;
import dev.bellwether.segmentation.membership.SegmentId;
import java.util.List;

/// An ordered set of rules that puts each account in exactly one lifecycle segment.
///
/// @param description for people; empty when not given
/// @param rules       as written
public record Scheme(String title, String description, RuleOrder order, List<SchemeParameter> parameters, List<SegmentRule> rules) {

    /// Enterprise first: the order in which segments are shown.
    public static final List<CompanyType> COMPANY_TYPES = List.of(CompanyType.ENTERPRISE, CompanyType.SELF_SERVE);

    /// A lifecycle segment and its name for people.
    public record Segment(SegmentId id, String title) {}

    /// As written.
    public List<SegmentRule> of(CompanyType companyType) {
        return rules.stream().filter(it -> it.isFor(companyType)).toList();
    }

    /// In the order in which they are asked: the first one that holds decides.
    List<SegmentRule> asked(CompanyType companyType) {
        return order.asked(of(companyType));
    }

    public List<Segment> segments() {
        return COMPANY_TYPES.stream()
                .flatMap(type -> of(type).stream().map(rule -> new Segment(new SegmentId(type, rule.id()), rule.title())))
                .toList();
    }
}
