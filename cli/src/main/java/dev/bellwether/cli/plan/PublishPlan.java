package dev.bellwether.cli.plan;

import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.connection.PlatformOption;
import dev.bellwether.cli.connection.TenantOption;
import dev.bellwether.cli.terminal.Output;
import dev.bellwether.ingestion.v1.PublishTrackingPlanRequest;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "publish", description = "Put a plan in force.")
final class PublishPlan implements Callable<Integer> {

    @Mixin
    private PlatformOption platform;

    @Mixin
    private TenantOption tenant;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "<file>", description = "The plan, in YAML.")
    private Path file;

    @Option(names = "--dry-run", description = "Check it only.")
    private boolean dryRun;

    @Override
    public Integer call() {
        try (Connection connection = platform.connect()) {
            PlanView plan = PlanView.of(connection.trackingPlans().publishTrackingPlan(PublishTrackingPlanRequest.newBuilder()
                    .setParent(tenant.parent()).setDefinition(PlanFile.read(file)).setValidateOnly(dryRun).build()));
            output.print(plan, out -> out.println(dryRun
                    ? "The plan can be used. It would be version " + plan.version() + "."
                    : "Version " + plan.version() + " of the tracking plan of " + tenant.id() + " is in force."));
            return 0;
        }
    }
}
