package dev.bellwether.local.simulate;

import picocli.CommandLine.Command;

@Command(name = "simulate", synopsisSubcommandLabel = "<form>",
        description = "Write the history of an invented company as files to import, in a form that real companies have theirs in.",
        subcommands = {SimulateTable.class, SimulateCalls.class})
public final class SimulateCommand {}
