package dev.bellwether.cli.status;

import dev.bellwether.chassis.time.Dates;
import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.connection.PlatformOption;
import dev.bellwether.cli.connection.Service;
import dev.bellwether.cli.progress.PipelineProgress;
import dev.bellwether.cli.progress.StageProgress;
import dev.bellwether.cli.terminal.CommandException;
import dev.bellwether.cli.terminal.Numbers;
import dev.bellwether.cli.terminal.Output;
import dev.bellwether.cli.terminal.Table;
import dev.bellwether.operations.v1.ListSuspendedAccountsRequest;
import dev.bellwether.operations.v1.ListSuspendedAccountsResponse;
import dev.bellwether.operations.v1.SuspendedAccount;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "status",
        description = "Show how far each service is, and which accounts could not be processed. Exit code 1 when a service does not answer.")
public final class StatusCommand implements Callable<Integer> {

    private static final int SHOWN = 100;
    /// Answers of a service that is up.
    private static final Set<Status.Code> REFUSALS =
            Set.of(Status.Code.UNAUTHENTICATED, Status.Code.PERMISSION_DENIED, Status.Code.FAILED_PRECONDITION);

    record Result(List<ServiceStatus> services) {}

    /// @param offset of the record at which it was suspended; -1 when the topic no longer had it
    record Suspended(String account, String topic, int partition, long offset, Instant since, String reason) {}

    /// @param behind      log entries not yet applied, by topic
    /// @param waiting     messages that wait until it is known which company their user is of
    /// @param complaint   when Kafka is not the one that its database knows
    /// @param suspended   accounts that could not be processed and wait; the first 100 by name
    /// @param moreSuspended whether there are more than those
    record ServiceStatus(String service, String state, Map<String, Long> behind, long unpublished, long waiting, Optional<String> complaint,
            List<Suspended> suspended, boolean moreSuspended) {}

    @Mixin
    private PlatformOption platform;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        try (Connection connection = platform.connect()) {
            Result result = new Result(Arrays.stream(Service.values()).map(service -> status(connection, service)).toList());
            if (result.services().stream().allMatch(StatusCommand::isAway)) {
                throw new CommandException(connection.isElsewhere()
                        ? "No service of this installation answers. Is the address right (--server)?"
                        : "Bellwether is not running here. './bellwether up' starts it.");
            }
            output.print(result, out -> print(result, out));
            return result.services().stream().anyMatch(StatusCommand::isAway) ? 1 : 0;
        }
    }

    private static ServiceStatus status(Connection connection, Service service) {
        try {
            StageProgress standing = PipelineProgress.once(connection, service);
            ListSuspendedAccountsResponse suspended = connection.operations(service)
                    .listSuspendedAccounts(ListSuspendedAccountsRequest.newBuilder().setPageSize(SHOWN).build());
            return new ServiceStatus(service.module(), state(standing), standing.behind(), standing.unpublished(), standing.waiting(),
                    standing.complaint(),
                    suspended.getAccountsList().stream().map(StatusCommand::suspended).toList(), !suspended.getNextPageToken().isEmpty());
        } catch (StatusRuntimeException failure) {
            if (REFUSALS.contains(failure.getStatus().getCode())) {
                throw failure;
            }
            return new ServiceStatus(service.module(), "not answering: " + failure.getStatus().getCode(), Map.of(), 0, 0, Optional.empty(),
                    List.of(), false);
        }
    }

    private static String state(StageProgress standing) {
        if (standing.complaint().isPresent()) {
            return "another Kafka";
        }
        return standing.totalBehind() == 0 ? "up to date" : "working";
    }

    private static Suspended suspended(SuspendedAccount account) {
        return new Suspended(account.getName(), account.getTopic(), account.getPartition(), account.getOffset(),
                Dates.instant(account.getSuspendedAt()), account.getReason());
    }

    private static boolean isAway(ServiceStatus status) {
        return status.state().startsWith("not answering");
    }

    private static void print(Result result, PrintStream out) {
        Table table = new Table("Service", "State", "Behind", "Unpublished", "Waiting", "Suspended accounts");
        result.services().forEach(status -> table.row(status.service(), status.state(),
                Numbers.count(status.behind().values().stream().mapToLong(Long::longValue).sum()), Numbers.count(status.unpublished()),
                Numbers.count(status.waiting()), Numbers.count(status.suspended().size()) + (status.moreSuspended() ? "+" : "")));
        table.print(out);
        result.services().forEach(status -> status.complaint().ifPresent(out::println));
        result.services().forEach(status -> status.suspended()
                .forEach(suspended -> out.println(status.service() + ": " + suspended.account() + " waits: " + suspended.reason())));
    }
}
