package dev.bellwether.cli.sources;

import picocli.CommandLine.Command;

@Command(name = "sources", synopsisSubcommandLabel = "<command>",
        description = "Manage the systems that send events over HTTP, and their write keys.",
        subcommands = {ListSources.class, CreateSource.class, RotateKey.class, RevokeKey.class, ListKeys.class})
public final class SourcesCommand {}
