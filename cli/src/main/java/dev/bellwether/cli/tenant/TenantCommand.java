package dev.bellwether.cli.tenant;

import picocli.CommandLine.Command;

@Command(name = "tenant", synopsisSubcommandLabel = "<command>",
        description = "What concerns a tenant as a whole: its accounts, and its leaving.",
        subcommands = {AccountsCommand.class, LeaveCommand.class})
public final class TenantCommand {}
