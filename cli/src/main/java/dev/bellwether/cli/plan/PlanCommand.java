package dev.bellwether.cli.plan;

import picocli.CommandLine.Command;

@Command(name = "plan", synopsisSubcommandLabel = "<command>",
        description = "Say which facts a tenant's own events are: its tracking plan.",
        subcommands = {ShowPlan.class, PublishPlan.class, TestPlan.class})
public final class PlanCommand {}
