package dev.bellwether.cli.sources;

import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.connection.PlatformOption;
import dev.bellwether.cli.connection.TenantOption;
import dev.bellwether.cli.terminal.Output;
import dev.bellwether.ingestion.v1.RevokeWriteKeyRequest;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "revoke", description = "End a write key, within seconds and for ever.")
final class RevokeKey implements Callable<Integer> {

    @Mixin
    private PlatformOption platform;

    @Mixin
    private TenantOption tenant;

    @Mixin
    private Output output;

    @Parameters(index = "0", paramLabel = "<source>", description = "The source's id.")
    private String source;

    @Parameters(index = "1", paramLabel = "<key>", description = "The key's id, as 'sources keys' shows it.")
    private String key;

    @Override
    public Integer call() {
        try (Connection connection = platform.connect()) {
            KeyView revoked = KeyView.of(connection.sources().revokeWriteKey(
                    RevokeWriteKeyRequest.newBuilder().setName(tenant.parent() + "/sources/" + source + "/keys/" + key).build()));
            output.print(revoked,
                    out -> out.println("The key " + key + " of " + source + " (bw_write_" + revoked.prefix() + "...) is revoked."));
            return 0;
        }
    }
}
