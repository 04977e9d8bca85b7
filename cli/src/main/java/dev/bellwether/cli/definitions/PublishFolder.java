package dev.bellwether.cli.definitions;

import dev.bellwether.chassis.definition.kind.DefinitionId;
import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.connection.PlatformOption;
import dev.bellwether.cli.connection.TenantOption;
import dev.bellwether.cli.terminal.Output;
import dev.bellwether.definitions.v1.DefinitionChange;
import dev.bellwether.definitions.v1.PublishDefinitionsRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "publish",
        description = {"Put the definitions of a folder in force, from a day on: all of them, or none. Shows what will change, and asks.",
            "A definition whose file says what is published already is left alone, so publishing twice is publishing once."})
final class PublishFolder implements Callable<Integer> {

    @Mixin
    private PlatformOption platform;

    @Mixin
    private TenantOption tenant;

    @Mixin
    private PublicationOptions options;

    @Option(names = "--retire-missing", description = "Retire definitions of which the folder has no file. Default: they stay.")
    private boolean retireMissing;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "<folder>", description = "With one file for each definition, <kind>/<id>.yaml.")
    private Path path;

    @Override
    public Integer call() {
        options.reason();
        DefinitionFolder folder = DefinitionFolder.readSome(path);
        PublicationDialogue dialogue = new PublicationDialogue(tenant, options, output, path);
        try (Connection connection = platform.connect()) {
            OwnedDefinitions definitions = new OwnedDefinitions(connection, tenant);
            List<DefinitionId> missing = missing(folder, definitions);
            List<DefinitionChange> changes = new ArrayList<>(OwnedDefinitions.changes(tenant, folder));
            if (retireMissing) {
                missing.forEach(id -> changes.add(DefinitionChange.newBuilder().setName(definitions.name(id)).setRetire(true).build()));
            }
            List<FileProblem> problems =
                    Stream.concat(folder.problems().stream(), definitions.check(changes).stream()).sorted().toList();
            if (FileProblem.hasErrors(problems)) {
                return dialogue.refuse(problems);
            }
            return dialogue.run((planOnly, planned) -> definitions.publish(request(based(changes, planned)).setValidateOnly(planOnly)
                    .build()), retireMissing ? List.of() : missing.stream().map(DefinitionId::toString).toList());
        }
    }

    private static List<DefinitionId> missing(DefinitionFolder folder, OwnedDefinitions definitions) {
        return definitions.all().entrySet().stream()
                .filter(each -> each.getValue().hasPublished() && !each.getValue().getPublished().getRetired())
                .map(Map.Entry::getKey).filter(id -> !folder.texts().containsKey(id)).toList();
    }

    private PublishDefinitionsRequest.Builder request(List<DefinitionChange> changes) {
        PublishDefinitionsRequest.Builder request = PublishDefinitionsRequest.newBuilder().setParent(tenant.parent())
                .addAllChanges(changes).setReason(options.reason()).setPlaysAct(options.playsAct());
        options.firstDay().ifPresent(request::setFirstDay);
        return request;
    }

    /// What another has published since the plan was shown is not published over.
    private List<DefinitionChange> based(List<DefinitionChange> changes, Map<String, Integer> planned) {
        return changes.stream().map(change -> {
            Integer base = planned.get(change.getName().substring(tenant.parent().length() + 1));
            return base == null ? change : change.toBuilder().setBaseRevision(base).build();
        }).toList();
    }
}
