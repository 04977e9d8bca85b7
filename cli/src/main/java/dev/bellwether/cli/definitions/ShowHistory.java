package dev.bellwether.cli.definitions;

import dev.bellwether.chassis.definition.kind.DefinitionId;
import dev.bellwether.chassis.text.UnifiedDiff.Side;
import dev.bellwether.chassis.text.UnifiedDiff;
import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.connection.PlatformOption;
import dev.bellwether.cli.connection.TenantOption;
import dev.bellwether.cli.terminal.Output;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "history",
        description = {"Show the revisions of a definition, newest first: from which day, by whom, when and why.",
            "A day is decided by the newest revision whose first day is not after it."})
final class ShowHistory implements Callable<Integer> {

    record Result(String tenant, String name, List<RevisionView> revisions) {}

    record Difference(String tenant, String name, int from, int to, int added, int removed, String diff) {}

    @Mixin
    private PlatformOption platform;

    @Mixin
    private TenantOption tenant;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "<name>", description = "As in schemes/lifecycle.")
    private String name;

    @Option(names = "--diff", paramLabel = "<a>..<b>", converter = RevisionRange.Converter.class,
            description = "Show how the text of revision b differs from that of a, as in 2..4.")
    private Optional<RevisionRange> range = Optional.empty();

    @Override
    public Integer call() {
        DefinitionId id = FolderName.typed(name);
        try (Connection connection = platform.connect()) {
            OwnedDefinitions definitions = new OwnedDefinitions(connection, tenant);
            if (range.isPresent()) {
                Difference difference = difference(definitions, id, range.get());
                output.print(difference, out -> out.print(difference.diff()));
            } else {
                int inForce = definitions.get(id).getInForce();
                Result result = new Result(tenant.id(), id.toString(),
                        definitions.revisions(id).stream().map(revision -> RevisionView.of(revision, inForce)).toList());
                output.print(result, out -> RevisionView.print(result.revisions(), out));
            }
            return 0;
        }
    }

    private Difference difference(OwnedDefinitions definitions, DefinitionId id, RevisionRange between) {
        UnifiedDiff diff = UnifiedDiff.between(side(definitions, id, between.from()), side(definitions, id, between.to()));
        return new Difference(tenant.id(), id.toString(), between.from(), between.to(), diff.added(), diff.removed(), diff.text());
    }

    private static Side side(OwnedDefinitions definitions, DefinitionId id, int number) {
        return new Side(id + " revision " + number, definitions.revision(id, number).getText());
    }
}
