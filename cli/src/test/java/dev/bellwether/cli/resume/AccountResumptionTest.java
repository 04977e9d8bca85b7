package dev.bellwether.cli.resume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.cli.connection.Addresses;
import dev.bellwether.cli.connection.AdminKey;
import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.connection.Service;
import dev.bellwether.operations.v1.ListSuspendedAccountsRequest;
import dev.bellwether.operations.v1.ListSuspendedAccountsResponse;
import dev.bellwether.operations.v1.OperationsGrpc.OperationsImplBase;
import dev.bellwether.operations.v1.ResumeAccountRequest;
import dev.bellwether.operations.v1.ResumeAccountResponse;
import dev.bellwether.operations.v1.SuspendedAccount;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccountResumptionTest {

    /// The suspended accounts of one service, two a page.
    private final class SuspendingService extends OperationsImplBase {

        private final Service service;
        private final NavigableSet<String> suspended = new TreeSet<>();
        private final Map<String, Status> errors = new HashMap<>();

        SuspendingService(Service service) {
            this.service = service;
        }

        @Override
        public synchronized void listSuspendedAccounts(ListSuspendedAccountsRequest request,
                StreamObserver<ListSuspendedAccountsResponse> answers) {
            List<String> rest = List.copyOf(suspended.tailSet(request.getPageToken(), false));
            var page = ListSuspendedAccountsResponse.newBuilder();
            rest.stream().limit(2).forEach(name -> page.addAccounts(SuspendedAccount.newBuilder().setName(name)));
            answers.onNext((rest.size() > 2 ? page.setNextPageToken(rest.get(1)) : page).build());
            answers.onCompleted();
        }

        @Override
        public synchronized void resumeAccount(ResumeAccountRequest request, StreamObserver<ResumeAccountResponse> answers) {
            calls.add(service.module() + " " + request.getName().substring("tenants/".length()).replace("/accounts/", "/"));
            if (errors.containsKey(request.getName())) {
                answers.onError(errors.get(request.getName()).asRuntimeException());
            } else if (!suspended.remove(request.getName())) {
                answers.onError(Status.NOT_FOUND.asRuntimeException());
            } else {
                answers.onNext(ResumeAccountResponse.getDefaultInstance());
                answers.onCompleted();
            }
        }
    }

    private final List<String> calls = new ArrayList<>();
    private final Map<Service, SuspendingService> services = new EnumMap<>(Service.class);
    private final Map<Service, Server> servers = new EnumMap<>(Service.class);
    private Connection connection;

    @BeforeEach
    void start() throws IOException {
        Map<Service, String> addresses = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            services.put(service, new SuspendingService(service));
            servers.put(service, NettyServerBuilder.forPort(0).addService(services.get(service)).build().start());
            addresses.put(service, "localhost:" + servers.get(service).getPort());
        }
        connection = new Connection(new Addresses(addresses), () -> new AdminKey("key", "the test"));
    }

    @AfterEach
    void stop() {
        connection.close();
        servers.values().forEach(Server::shutdownNow);
    }

    private void suspend(Service service, String... accounts) {
        for (String account : accounts) {
            services.get(service).suspended.add(name(account));
        }
    }

    private static String name(String account) {
        return "tenants/acme/accounts/" + account;
    }

    private AccountResumption resumeAll() {
        AccountResumption resumption = new AccountResumption(connection);
        resumption.run(_ -> true);
        return resumption;
    }

    @Test
    void an_account_is_resumed_in_each_service_that_suspended_it_in_the_order_of_the_pipeline() {
        suspend(Service.PLAYBOOKS, "a");
        suspend(Service.FEATURES, "a");
        suspend(Service.SEGMENTATION, "a");

        AccountResumption resumption = resumeAll();

        assertThat(calls).containsExactly("feature-service acme/a", "segmentation-service acme/a", "playbook-service acme/a");
        assertThat(resumption.resumed()).isEqualTo(Map.of(Service.FEATURES, 1L, Service.SEGMENTATION, 1L, Service.PLAYBOOKS, 1L));
        assertThat(resumption.failures()).isEmpty();
    }

    @Test
    void all_pages_are_resumed_and_a_second_time_there_is_nothing_to_do() {
        suspend(Service.FEATURES, "a", "b", "c", "d", "e");

        assertThat(resumeAll().resumed()).isEqualTo(Map.of(Service.FEATURES, 5L));
        assertThat(resumeAll().resumed()).isEmpty();
    }

    @Test
    void only_the_chosen_accounts_are_resumed() {
        suspend(Service.FEATURES, "a", "b", "c");

        new AccountResumption(connection).run(name("b")::equals);

        assertThat(calls).containsExactly("feature-service acme/b");
    }

    @Test
    void an_account_that_a_service_still_cannot_process_stays_suspended_behind_it_and_does_not_hold_up_others() {
        suspend(Service.FEATURES, "a", "b");
        suspend(Service.PLAYBOOKS, "a", "b");
        services.get(Service.FEATURES).errors.put(name("a"), Status.FAILED_PRECONDITION.withDescription("its facts cannot be read"));

        AccountResumption resumption = resumeAll();

        assertThat(resumption.resumed()).isEqualTo(Map.of(Service.FEATURES, 1L, Service.PLAYBOOKS, 1L));
        assertThat(resumption.failures())
                .containsExactly(new AccountResumption.Failure("feature-service", name("a"), "its facts cannot be read"));
        assertThat(services.get(Service.PLAYBOOKS).suspended).containsExactly(name("a"));
    }

    @Test
    void one_that_another_operator_has_resumed_meanwhile_is_no_failure() {
        suspend(Service.FEATURES, "a");
        services.get(Service.FEATURES).errors.put(name("a"), Status.NOT_FOUND);

        assertThat(resumeAll().failures()).isEmpty();
    }

    @Test
    void a_credential_that_is_refused_ends_the_command() {
        suspend(Service.FEATURES, "a");
        services.get(Service.FEATURES).errors.put(name("a"), Status.PERMISSION_DENIED);

        assertThatThrownBy(this::resumeAll).isInstanceOf(StatusRuntimeException.class);
    }
}
