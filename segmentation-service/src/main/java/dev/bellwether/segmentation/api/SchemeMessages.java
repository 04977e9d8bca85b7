package dev.bellwether.segmentation.api;

import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.names.ResourceNames;
import dev.bellwether.chassis.names.ResourcePattern;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.ingestion.v1.CompanyType;
import dev.bellwether.segmentation.explanation.Memberships;
import dev.bellwether.segmentation.history.SchemeNames;
import dev.bellwether.segmentation.membership.SegmentId;
import dev.bellwether.segmentation.scheme.PublishedScheme;
import dev.bellwether.segmentation.scheme.Scheme.Segment;
import dev.bellwether.segmentation.scheme.SchemeRepository;
import dev.bellwether.segmentation.scheme.SchemesInForce;
import dev.bellwether.segmentation.v1.Scheme;
import dev.bellwether.segmentation.v1.SegmentRule;
import dev.bellwether.segmentation.v1.SummarizeSegmentsResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

final class SchemeMessages {

    private static final ResourcePattern NAME = ResourcePattern.of("tenants/{tenant}/schemes/lifecycle/versions/{version}");

    private SchemeMessages() {}

    /// A scheme as a tenant sees it.
    record TenantScheme(String tenant, PublishedScheme published) {}

    /// @param today whose scheme `-` stands for
    static TenantScheme scheme(String name, SchemeRepository schemes, LocalDate today) {
        List<String> parts = NAME.parse("name", name);
        SchemesInForce now = schemes.now();
        String tenant = ResourceNames.requireTenant("name", parts.getFirst());
        if (parts.getLast().equals("-")) {
            return new TenantScheme(tenant, now.on(tenant, today));
        }
        return new TenantScheme(tenant, number(parts.getLast())
                .flatMap(number -> now.find(tenant, number))
                .orElseThrow(() -> new Refusal.NotFound(name, "there is no version " + parts.getLast() + " of the scheme; the newest is "
                        + now.numbers(tenant).getFirst())));
    }

    private static Optional<Integer> number(String text) {
        try {
            return Optional.of(Integer.parseInt(text));
        } catch (NumberFormatException _) {
            throw new Refusal.InvalidArgument("name", "a version is a number, or - for the one in force; not '" + text + "'");
        }
    }

    /// @throws Refusal.InvalidArgument when no revision of the tenant's scheme has such a segment
    static SegmentId segment(String tenant, String segment, SchemesInForce schemes, LocalDate today) {
        return schemes.segment(tenant, segment)
                .map(Segment::id)
                .orElseThrow(() -> new Refusal.InvalidArgument("segment", "no segment is called '" + segment + "'; there are "
                        + schemes.on(tenant, today).scheme().segments().stream().map(it -> it.id().toString())
                                .collect(Collectors.joining(", "))));
    }

    static Scheme message(String tenant, PublishedScheme published) {
        return Scheme.newBuilder()
                .setName(SchemeNames.version(tenant, published.number()))
                .setTitle(published.scheme().title())
                .setCreateTime(Dates.timestamp(published.createTime()))
                .addAllRules(published.scheme().rules().stream().map(SchemeMessages::rule).toList())
                .build();
    }

    private static SegmentRule rule(dev.bellwether.segmentation.scheme.SegmentRule rule) {
        return SegmentRule.newBuilder()
                .setId(rule.id())
                .setTitle(rule.title())
                .setDescription(rule.description())
                .setEnter(rule.enter().text())
                .setStay(rule.stay().equals(rule.enter()) ? "" : rule.stay().text())
                .setMinimumStayDays(rule.minimumStayDays())
                .setOverridesMinimumStay(rule.overridesMinimumStay())
                .setCompanyType(rule.companyType().orElse(CompanyType.COMPANY_TYPE_UNSPECIFIED))
                .build();
    }

    private static dev.bellwether.segmentation.v1.Segment segment(Segment segment) {
        return dev.bellwether.segmentation.v1.Segment.newBuilder()
                .setId(segment.id().toString())
                .setTitle(segment.title())
                .setCompanyType(segment.id().companyType())
                .build();
    }

    /// Amounts of several currencies stand side by side, and have no sum.
    static SummarizeSegmentsResponse.Row total(Segment segment, Memberships.Total total) {
        SummarizeSegmentsResponse.Row.Builder row = SummarizeSegmentsResponse.Row.newBuilder()
                .setSegment(segment(segment))
                .setAccounts(total.accounts());
        total.currencies().forEach(amounts -> row.addByCurrencyBuilder().setCurrency(amounts.currency())
                .setAccounts(amounts.accounts()).setMrr(amounts.mrr()).setLifetimeRevenue(amounts.lifetimeRevenue()));
        if (total.currencies().size() <= 1) {
            row.setMrr(total.currencies().stream().mapToDouble(Memberships.CurrencyTotal::mrr).sum())
                    .setLifetimeRevenue(total.currencies().stream().mapToDouble(Memberships.CurrencyTotal::lifetimeRevenue).sum());
        }
        return row.build();
    }
}
