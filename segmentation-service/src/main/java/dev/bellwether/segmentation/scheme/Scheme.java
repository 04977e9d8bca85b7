package dev.bellwether.segmentation.scheme;

import dev.bellwether.ingestion.v1.CompanyType;
import dev.bellwether.segmentation.membership.SegmentId;
import java.util.List;

/// An ordered set of rules that puts each account in exactly one lifecycle segment: the first rule that holds.
public record Scheme(String title, List<SegmentRule> rules) {

    /// Enterprise first: the order in which segments are shown.
    public static final List<CompanyType> COMPANY_TYPES = List.of(CompanyType.ENTERPRISE, CompanyType.SELF_SERVE);

    /// A lifecycle segment and its name for people.
    public record Segment(SegmentId id, String title) {}

    public List<SegmentRule> of(CompanyType companyType) {
        return rules.stream().filter(it -> it.isFor(companyType)).toList();
    }

    public List<Segment> segments() {
        return COMPANY_TYPES.stream()
                .flatMap(type -> of(type).stream().map(rule -> new Segment(new SegmentId(type, rule.id()), rule.title())))
                .toList();
    }
}
