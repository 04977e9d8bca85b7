package dev.bellwether.cli.definitions;

import picocli.CommandLine.Command;

@Command(name = "definitions", synopsisSubcommandLabel = "<command>",
        description = {"Keep a tenant's rules in a folder, as in git: check, compare and publish them, and go back.",
            "The folder has one file for each definition, <kind>/<id>.yaml. Kinds: " + OwnedKind.NAMES + "."},
        subcommands = {ExportDefinitions.class, CheckDefinitions.class, DiffDefinitions.class, PublishFolder.class, ShowHistory.class,
            RevertToRevision.class})
public final class DefinitionsCommand {}
