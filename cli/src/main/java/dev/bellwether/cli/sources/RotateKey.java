package dev.bellwether.cli.sources;

import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.connection.PlatformOption;
import dev.bellwether.cli.connection.TenantOption;
import dev.bellwether.cli.terminal.Output;
import dev.bellwether.ingestion.v1.NewWriteKey;
import dev.bellwether.ingestion.v1.RotateWriteKeyRequest;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "rotate", description = "Make a new write key, which is shown this once; the older ones expire after a grace.")
final class RotateKey implements Callable<Integer> {

    @Mixin
    private PlatformOption platform;

    @Mixin
    private TenantOption tenant;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "<source>", description = "The source's id.")
    private String source;

    @Option(names = "--grace", paramLabel = "<PT..>", defaultValue = "PT24H",
            description = "How long the older keys go on, as in PT1H. Default: ${DEFAULT-VALUE}.")
    private Duration grace;

    @Override
    public Integer call() {
        try (Connection connection = platform.connect()) {
            NewWriteKey made = connection.sources()
                    .rotateWriteKey(RotateWriteKeyRequest.newBuilder().setParent(tenant.parent() + "/sources/" + source)
                            .setGrace(com.google.protobuf.Duration.newBuilder().setSeconds(grace.getSeconds()).setNanos(grace.getNano()))
                            .build());
            NewKey shown = NewKey.of(source, made, connection);
            output.print(shown, shown::print);
            return 0;
        }
    }
}
