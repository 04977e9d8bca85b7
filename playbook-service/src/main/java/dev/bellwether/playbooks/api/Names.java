package dev.bellwether.playbooks.api;

import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.names.ResourceNames;
import dev.bellwether.chassis.names.ResourcePattern;
import java.util.List;
import java.util.UUID;

/// The resources of this service.
final class Names {
    static final ResourcePattern RECOMMENDATION = ResourcePattern.of("tenants/{tenant}/recommendations/{recommendation}");
    static final ResourcePattern PLAYBOOK = ResourcePattern.of("tenants/{tenant}/playbooks/{playbook}");

    private Names() {}

    record RecommendationName(String tenant, UUID id) {}

    record PlaybookName(String tenant, String id) {}

    static RecommendationName recommendation(String name) {
        List<String> parts = RECOMMENDATION.parse("name", name);
        String tenant = ResourceNames.requireTenant("name", parts.getFirst());
        try {
            return new RecommendationName(tenant, UUID.fromString(parts.getLast()));
        } catch (IllegalArgumentException notOurs) {
            // What an id looks like is our affair: one of another look is simply none.
            throw noRecommendation(name);
        }
    }

    static Refusal noRecommendation(String name) {
        return new Refusal.NotFound(name, "There is no recommendation " + name + ".");
    }

    static PlaybookName playbook(String name) {
        List<String> parts = PLAYBOOK.parse("name", name);
        return new PlaybookName(ResourceNames.requireTenant("name", parts.getFirst()), parts.getLast());
    }
}
