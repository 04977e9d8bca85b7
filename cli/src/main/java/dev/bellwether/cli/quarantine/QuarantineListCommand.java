package dev.bellwether.cli.quarantine;

import picocli.CommandLine.Command;

@Command(name = "list", description = "List events that were not taken, last seen first.")
final class QuarantineListCommand extends QuarantineListing {}
