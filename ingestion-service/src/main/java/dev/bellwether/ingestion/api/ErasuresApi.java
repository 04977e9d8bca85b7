package dev.bellwether.ingestion.api;

import dev.bellwether.chassis.calls.VirtualCalls;
import dev.bellwether.chassis.erasure.Fingerprint;
import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.names.PageToken;
import dev.bellwether.chassis.names.ResourceNames;
import dev.bellwether.chassis.names.ResourcePattern;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.ingestion.erasure.Erasures;
import dev.bellwether.ingestion.identity.Persons;
import dev.bellwether.ingestion.v1.EraseAccountRequest;
import dev.bellwether.ingestion.v1.Erasure;
import dev.bellwether.ingestion.v1.ErasuresGrpc;
import dev.bellwether.ingestion.v1.ForgetPersonsRequest;
import dev.bellwether.ingestion.v1.ForgetPersonsResponse;
import dev.bellwether.ingestion.v1.GetErasureRequest;
import dev.bellwether.ingestion.v1.ListErasuresRequest;
import dev.bellwether.ingestion.v1.ListErasuresResponse;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;
import java.util.List;
import java.util.UUID;

@GrpcService
class ErasuresApi extends ErasuresGrpc.ErasuresImplBase {

    private static final ResourcePattern NAME = ResourcePattern.of("tenants/{tenant}/erasures/{erasure}");

    private final Erasures erasures;
    private final Persons persons;

    ErasuresApi(Erasures erasures, Persons persons) {
        this.erasures = erasures;
        this.persons = persons;
    }

    @Override
    public void eraseAccount(EraseAccountRequest request, StreamObserver<Erasure> caller) {
        VirtualCalls.answer(caller, () -> {
            return message(erasures.erase(ResourceNames.parseAccount("name", request.getName()), request.getReason()));
        });
    }

    @Override
    public void getErasure(GetErasureRequest request, StreamObserver<Erasure> caller) {
        VirtualCalls.answer(caller, () -> {
            List<String> parts = NAME.parse("name", request.getName());
            String tenant = ResourceNames.requireTenant("name", parts.getFirst());
            return erasures.find(tenant, fingerprint(request.getName(), parts.getLast()))
                    .map(this::message)
                    .orElseThrow(() -> missing(request.getName()));
        });
    }

    @Override
    public void listErasures(ListErasuresRequest request, StreamObserver<ListErasuresResponse> caller) {
        VirtualCalls.answer(caller, () -> {
            int size = PageToken.size(request.getPageSize(), 100, 1_000);
            // One more than asked for tells whether there is a next page.
            List<dev.bellwether.ingestion.erasure.Erasure> found = erasures.list(
                    ResourceNames.parseTenant("parent", request.getParent()), PageTokens.erasures(request), size + 1);
            ListErasuresResponse.Builder page = ListErasuresResponse.newBuilder();
            found.stream().limit(size).map(this::message).forEach(page::addErasures);
            if (found.size() > size) {
                dev.bellwether.ingestion.erasure.Erasure last = found.get(size - 1);
                page.setNextPageToken(PageTokens.of(request, new Erasures.Position(last.requestedAt(), last.fingerprint().value())));
            }
            return page.build();
        });
    }

    @Override
    public void forgetPersons(ForgetPersonsRequest request, StreamObserver<ForgetPersonsResponse> caller) {
        VirtualCalls.answer(caller, () -> {
            String tenant = ResourceNames.parseTenant("parent", request.getParent());
            Persons.Count forgotten = request.getValidateOnly() ? persons.count(tenant) : persons.forget(tenant);
            return ForgetPersonsResponse.newBuilder().setPersons(forgotten.persons()).setWaitingMessages(forgotten.messages()).build();
        });
    }

    private static Fingerprint fingerprint(String name, String id) {
        try {
            return new Fingerprint(UUID.fromString(id));
        } catch (IllegalArgumentException notOurs) {
            throw missing(name);
        }
    }

    private static Refusal.NotFound missing(String name) {
        return new Refusal.NotFound(name, "there is no erasure " + name);
    }

    private Erasure message(dev.bellwether.ingestion.erasure.Erasure erasure) {
        Erasure.Builder message = Erasure.newBuilder()
                .setName(erasure.name())
                .setState(erasure.completedAt().isPresent() ? Erasure.State.COMPLETED : Erasure.State.UNDER_WAY)
                .setReason(erasure.reason())
                .setRequestTime(Dates.timestamp(erasure.requestedAt()))
                .addAllAwaited(erasures.awaited(erasure));
        erasure.completedAt().ifPresent(at -> message.setCompleteTime(Dates.timestamp(at)));
        erasure.confirmations()
                .forEach((service, at) -> message.addConfirmationsBuilder().setService(service).setConfirmTime(Dates.timestamp(at)));
        return message.build();
    }
}
