package dev.bellwether.cli.quarantine;

import picocli.CommandLine.Command;

@Command(name = "quarantine", synopsisSubcommandLabel = "[<what>]",
        description = "List events that were not taken; show, mend, resubmit or delete them.",
        subcommands = {QuarantineListCommand.class, QuarantineShowCommand.class, QuarantineResubmitCommand.class,
            QuarantineDeleteCommand.class})
public final class QuarantineCommand extends QuarantineListing {}
