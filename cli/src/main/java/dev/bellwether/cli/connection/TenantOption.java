package dev.bellwether.cli.connection;

import picocli.CommandLine.Option;

/// Whose accounts a command is about.
public final class TenantOption {

    public static final String USUAL = "demo";

    @Option(names = "--tenant", paramLabel = "<tenant>", defaultValue = USUAL,
            description = "Whose accounts. Default: ${DEFAULT-VALUE}, the tenant that the demo fills.")
    private String tenant;

    /// As in `demo`.
    public String id() {
        return tenant;
    }

    /// As in `tenants/demo`.
    public String parent() {
        return "tenants/" + tenant;
    }
}
