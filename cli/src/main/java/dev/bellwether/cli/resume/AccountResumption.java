package dev.bellwether.cli.resume;

import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.connection.Pages;
import dev.bellwether.cli.connection.Service;
import dev.bellwether.operations.v1.ListSuspendedAccountsRequest;
import dev.bellwether.operations.v1.ListSuspendedAccountsResponse;
import dev.bellwether.operations.v1.ResumeAccountRequest;
import dev.bellwether.operations.v1.SuspendedAccount;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Resumes accounts service by service, from ingestion to playbooks: each reads what an account has missed from the one before. An account
/// that one service cannot process yet is left suspended in those behind it.
final class AccountResumption {

    private static final int PAGE = 1_000;
    /// What a service answers when this account cannot be processed still; with any other error the command ends.
    private static final Set<Status.Code> STILL_SUSPENDED =
            Set.of(Status.Code.FAILED_PRECONDITION, Status.Code.INTERNAL, Status.Code.UNKNOWN, Status.Code.ABORTED);

    /// @param service of those that failed
    /// @param account tenants/{tenant}/accounts/{account}
    record Failure(String service, String account, String reason) {}

    private final Connection connection;
    private final Map<Service, Long> resumed = new EnumMap<>(Service.class);
    private final List<Failure> failures = new ArrayList<>();
    private final Set<String> failed = new HashSet<>();

    AccountResumption(Connection connection) {
        this.connection = connection;
    }

    /// @param chosen of the names of suspended accounts
    void run(Predicate<String> chosen) {
        for (Service service : Service.values()) {
            // An account is listed once for each topic that it is suspended in, next to each other, and resumed in all of them by one call.
            Set<String> names = new HashSet<>();
            Pages.forEach(token -> page(service, token), ListSuspendedAccountsResponse::getNextPageToken,
                    page -> page.getAccountsList().stream()
                            .map(SuspendedAccount::getName).filter(chosen).filter(names::add).forEach(name -> resume(service, name)));
        }
    }

    private ListSuspendedAccountsResponse page(Service service, String token) {
        return connection.operations(service)
                .listSuspendedAccounts(ListSuspendedAccountsRequest.newBuilder().setPageSize(PAGE).setPageToken(token).build());
    }

    private void resume(Service service, String name) {
        if (failed.contains(name)) {
            return;
        }
        try {
            connection.operations(service).resumeAccount(ResumeAccountRequest.newBuilder().setName(name).build());
            resumed.merge(service, 1L, Long::sum);
        } catch (StatusRuntimeException failure) {
            Status status = failure.getStatus();
            if (STILL_SUSPENDED.contains(status.getCode())) {
                failed.add(name);
                failures.add(new Failure(service.module(), name,
                        status.getDescription() == null ? status.getCode().name() : status.getDescription()));
            } else if (status.getCode() != Status.Code.NOT_FOUND) {
                throw failure;
            }
            // NOT_FOUND: another operator was first.
        }
    }

    /// By service; a service that has resumed none is not among them.
    Map<Service, Long> resumed() {
        return resumed;
    }

    List<Failure> failures() {
        return failures;
    }
}
