package dev.bellwether.cli.backfills;

import picocli.CommandLine.Command;

@Command(name = "backfills", synopsisSubcommandLabel = "<command>",
        description = "Show the backfills of a tenant, under which its past is sent, and end one that was left open.",
        subcommands = {ListBackfillsCommand.class, FinishBackfillCommand.class, AbandonBackfillCommand.class})
public final class BackfillsCommand {}
