package dev.bellwether.cli.definitions;

import dev.bellwether.chassis.definition.kind.DefinitionId;
import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.connection.PlatformOption;
import dev.bellwether.cli.connection.TenantOption;
import dev.bellwether.cli.terminal.Output;
import dev.bellwether.definitions.v1.DefinitionChange;
import dev.bellwether.definitions.v1.RevertDefinitionRequest;
import dev.bellwether.definitions.v1.Revision;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "revert",
        description = {"Publish the text of an earlier revision again, as a new one. Shows what will change, and asks.",
            "A folder in git still has the later text: revert it there, too, or the next publication brings it back."})
final class RevertToRevision implements Callable<Integer> {

    @Mixin
    private PlatformOption platform;

    @Mixin
    private TenantOption tenant;

    @Mixin
    private PublicationOptions options;

    @Mixin
    private Output output;

    @Parameters(index = "0", paramLabel = "<name>", description = "As in schemes/lifecycle.")
    private String name;

    @Parameters(index = "1", paramLabel = "<revision>", description = "Whose text it is to have again, as 'definitions history' shows it.")
    private int revision;

    @Override
    public Integer call() {
        options.reason();
        DefinitionId id = FolderName.typed(name);
        PublicationDialogue dialogue = new PublicationDialogue(tenant, options, output, Path.of(""));
        try (Connection connection = platform.connect()) {
            OwnedDefinitions definitions = new OwnedDefinitions(connection, tenant);
            Revision earlier = definitions.revision(id, revision);
            List<FileProblem> problems = earlier.getRetired() ? List.of()
                    : definitions.check(List.of(DefinitionChange.newBuilder().setName(definitions.name(id)).setText(earlier.getText())
                            .build()));
            if (FileProblem.hasErrors(problems)) {
                return dialogue.refuse(problems);
            }
            return dialogue.run((planOnly, planned) -> {
                RevertDefinitionRequest.Builder request = RevertDefinitionRequest.newBuilder().setName(definitions.name(id))
                        .setRevision(revision).setReason(options.reason()).setPlaysAct(options.playsAct()).setValidateOnly(planOnly);
                options.firstDay().ifPresent(request::setFirstDay);
                planned.values().forEach(request::setBaseRevision);
                return definitions.revert(id, request.build());
            }, List.of());
        }
    }
}
