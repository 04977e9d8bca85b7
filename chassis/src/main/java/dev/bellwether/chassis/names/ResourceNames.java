package dev.bellwether.chassis.names;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.proto.constraint.FieldConstraints;
import dev.bellwether.proto.constraint.TextPattern;

/// The names that every service takes and gives. A service's own resources have a [ResourcePattern] each.
public final class ResourceNames {
    private static final ResourcePattern TENANT = ResourcePattern.of("tenants/{tenant}");
    private static final ResourcePattern ACCOUNT = ResourcePattern.of("tenants/{tenant}/accounts/{account}");
    private static final FieldConstraints TENANT_ID = FieldConstraints.of(Event.getDescriptor(), Event.TENANT_FIELD_NUMBER);
    private static final TextPattern TENANT_FORM = TENANT_ID.pattern();
    private static final int LONGEST_TENANT = TENANT_ID.maxLength();

    private ResourceNames() {}

    public static String tenant(String tenant) {
        return TENANT.format(tenant);
    }

    /// The tenant of `tenants/{tenant}`.
    ///
    /// @param field where the caller put the name, as in `parent`
    public static String parseTenant(String field, String name) {
        return requireTenant(field, TENANT.parse(field, name).getFirst());
    }

    public static String account(AccountKey account) {
        return ACCOUNT.format(account.tenant(), account.account());
    }

    public static AccountKey parseAccount(String field, String name) {
        var parts = ACCOUNT.parse(field, name);
        return new AccountKey(requireTenant(field, parts.getFirst()), parts.getLast());
    }

    /// Refuses a tenant id that no tenant can have.
    public static String requireTenant(String field, String tenant) {
        if (tenant.length() > LONGEST_TENANT || !TENANT_FORM.matches(tenant)) {
            throw new Refusal.InvalidArgument(field, "a tenant is 1 to " + LONGEST_TENANT
                    + " lower-case letters, digits and hyphens, not '" + tenant + "'");
        }
        return tenant;
    }
}
