package dev.bellwether.segmentation.api;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.names.ResourceNames;
import dev.bellwether.chassis.names.ResourcePattern;
import dev.bellwether.segmentation.membership.SegmentId;
import dev.bellwether.segmentation.scheme.PublishedScheme;
import dev.bellwether.segmentation.scheme.SchemeRepository;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What callers mean.
final class Requests {

    private static final ResourcePattern MEMBERSHIP = ResourcePattern.of("tenants/{tenant}/accounts/{account}/membership");
    private static final ResourcePattern SCHEME = ResourcePattern.of("tenants/{tenant}/schemes/lifecycle/versions/{version}");

    private Requests() {}

    static AccountKey membership(String name) {
        List<String> parts = MEMBERSHIP.parse("name", name);
        return new AccountKey(ResourceNames.requireTenant("name", parts.getFirst()), parts.getLast());
    }

    /// @throws Refusal.InvalidArgument when the scheme in force has no such segment
    static Optional<SegmentId> segment(String segment, SchemeRepository schemes) {
        if (segment.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(schemes.inForce().scheme().segments().stream()
                .map(it -> it.id())
                .filter(it -> it.toString().equals(segment))
                .findFirst()
                .orElseThrow(() -> new Refusal.InvalidArgument("segment", "no segment is called '" + segment + "'; there are "
                        + schemes.inForce().scheme().segments().stream().map(it -> it.id().toString()).collect(Collectors.joining(", ")))));
    }

    /// @param name as the caller gave it
    /// @param day  asked for, when another than today
    static Refusal unplaced(String name, AccountKey account, Optional<LocalDate> day) {
        return new Refusal.NotFound(name,
                "tenant '" + account.tenant() + "' has no account '" + account.account() + "' that is in a segment"
                        + day.map(it -> " at the end of " + it).orElse("") + ": it is in one from its first closing on");
    }

    /// A scheme as a tenant sees it.
    record TenantScheme(String tenant, PublishedScheme published) {}

    static TenantScheme scheme(String name, SchemeRepository schemes) {
        List<String> parts = SCHEME.parse("name", name);
        String tenant = ResourceNames.requireTenant("name", parts.getFirst());
        if (parts.getLast().equals("-")) {
            return new TenantScheme(tenant, schemes.inForce());
        }
        return new TenantScheme(tenant, number(parts.getLast())
                .flatMap(schemes::version)
                .orElseThrow(() -> new Refusal.NotFound(name, "there is no version " + parts.getLast() + " of the scheme; the newest is "
                        + schemes.versions().getFirst().version())));
    }

    private static Optional<Integer> number(String text) {
        try {
            return Optional.of(Integer.parseInt(text));
        } catch (NumberFormatException _) {
            throw new Refusal.InvalidArgument("name", "a version is a number, or - for the one in force; not '" + text + "'");
        }
    }
}
