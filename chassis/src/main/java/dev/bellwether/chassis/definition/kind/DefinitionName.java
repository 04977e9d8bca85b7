package dev.bellwether.chassis.definition.kind;

import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.names.ResourceNames;
import dev.bellwether.chassis.names.ResourcePattern;
import java.util.List;

/// A tenant's definition.
public record DefinitionName(String tenant, DefinitionId id) implements Comparable<DefinitionName> {

    private static final ResourcePattern PATTERN = ResourcePattern.of("tenants/{tenant}/{kind}/{id}");
    private static final ResourcePattern REVISION = ResourcePattern.of("tenants/{tenant}/{kind}/{id}/revisions/{revision}");

    /// @param field where the caller put the name, as in `name`
    /// @throws Refusal.InvalidArgument when it is no definition's name
    public static DefinitionName parse(String field, String name) {
        List<String> parts = PATTERN.parse(field, name);
        return new DefinitionName(ResourceNames.requireTenant(field, parts.get(0)), new DefinitionId(parts.get(1), parts.get(2)));
    }

    /// The definition that a revision's name is about.
    public record OfRevision(DefinitionName definition, int revision) {}

    /// @throws Refusal.InvalidArgument when it is no revision's name
    public static OfRevision parseRevision(String field, String name) {
        List<String> parts = REVISION.parse(field, name);
        if (!parts.get(3).matches("[1-9][0-9]{0,8}")) {
            throw new Refusal.InvalidArgument(field, "a revision is a whole number from 1 on, not '" + parts.get(3) + "'");
        }
        return new OfRevision(
                new DefinitionName(ResourceNames.requireTenant(field, parts.get(0)), new DefinitionId(parts.get(1), parts.get(2))),
                Integer.parseInt(parts.get(3)));
    }

    /// As in `tenants/acme/schemes/lifecycle/revisions/3`.
    public String revision(int number) {
        return this + "/revisions/" + number;
    }

    @Override
    public int compareTo(DefinitionName other) {
        int byTenant = tenant.compareTo(other.tenant);
        return byTenant != 0 ? byTenant : id.compareTo(other.id);
    }

    /// As in `tenants/acme/schemes/lifecycle`.
    @Override
    public String toString() {
        return "tenants/" + tenant + "/" + id;
    }
}
