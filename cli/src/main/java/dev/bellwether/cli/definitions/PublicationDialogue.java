package dev.bellwether.cli.definitions;

import dev.bellwether.cli.connection.TenantOption;
import dev.bellwether.cli.terminal.CommandException;
import dev.bellwether.cli.terminal.Output;
import dev.bellwether.definitions.v1.PublishDefinitionsResponse;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Shows what a publication will do, asks, and publishes just that.
///
/// @param folder whose files problems are shown of
record PublicationDialogue(TenantOption tenant, PublicationOptions options, Output output, Path folder) {

    private static final String NOTHING = "Nothing was published.";

    /// Asks a service for the plan, or to publish it.
    @FunctionalInterface
    interface Call {

        /// @param planned by name, the revisions that the plan was made from; empty when the plan is asked for
        PublishDefinitionsResponse send(boolean planOnly, Map<String, Integer> planned);
    }

    /// Tells what is wrong.
    int refuse(List<FileProblem> problems) {
        output.print(PublicationPlan.refused(tenant.id(), problems), out -> FileProblem.print(problems, folder, out));
        System.err.println(NOTHING);
        return 1;
    }

    /// @param withoutFile definitions that stay though the folder has no file of them
    int run(Call call, List<String> withoutFile) {
        PublicationPlan plan = PublicationPlan.of(tenant.id(), call.send(true, Map.of()), false, withoutFile);
        if (plan.isNothing() || options.dryRun()) {
            output.print(plan, out -> {
                plan.print(folder, out);
                out.println(plan.isNothing() ? "Nothing to publish: this is what is published." : NOTHING);
            });
            return 0;
        }
        output.forPeople(out -> plan.print(folder, out));
        options.confirmation().requireYes(output.terminal(), "Publish this?", NOTHING);
        PublicationPlan done = PublicationPlan.of(tenant.id(), publish(call, plan), true, withoutFile);
        output.print(done, out -> out.println(done.summary()));
        return 0;
    }

    private static PublishDefinitionsResponse publish(Call call, PublicationPlan plan) {
        try {
            return call.send(false, plan.bases());
        } catch (StatusRuntimeException refused) {
            if (refused.getStatus().getCode() == Status.Code.ABORTED) {
                throw new CommandException(refused.getStatus().getDescription()
                        + "\n" + NOTHING + " Run it again to see what would change now.", refused);
            }
            throw refused;
        }
    }
}
