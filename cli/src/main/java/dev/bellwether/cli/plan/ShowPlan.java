package dev.bellwether.cli.plan;

import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.connection.TenantOption;
import dev.bellwether.cli.connection.TenantQuery;
import dev.bellwether.ingestion.v1.GetTrackingPlanRequest;
import java.io.PrintStream;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "show", description = "Show the plan in force, or an older version of it.")
final class ShowPlan extends TenantQuery<PlanView> {

    @Option(names = "--version", paramLabel = "<n>",
            description = "This version. 0 is the one that ships with Bellwether. Default: the one in force.")
    private OptionalInt version = OptionalInt.empty();

    @Override
    protected PlanView ask(Connection connection, TenantOption tenant) {
        return PlanView.of(connection.trackingPlans().getTrackingPlan(GetTrackingPlanRequest.newBuilder()
                .setName(tenant.parent() + "/trackingPlan" + (version.isPresent() ? "/versions/" + version.getAsInt() : "")).build()));
    }

    /// What is printed can be changed and published as it is.
    @Override
    protected void print(PlanView plan, PrintStream out) {
        out.println(plan.published().map(at -> "# Version " + plan.version() + ", published " + at)
                .orElse("# The plan that ships with Bellwether"));
        out.print(plan.definition());
    }
}
