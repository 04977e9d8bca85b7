package dev.bellwether.ingestion.api;

import dev.bellwether.chassis.calls.VirtualCalls;
import dev.bellwether.chassis.names.PageToken;
import dev.bellwether.chassis.names.ResourceNames;
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

@GrpcService
class ErasuresGrpcService extends ErasuresGrpc.ErasuresImplBase {

    private final Erasures erasures;
    private final Persons persons;

    ErasuresGrpcService(Erasures erasures, Persons persons) {
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
            ErasureMessages.Name name = ErasureMessages.name(request.getName());
            return erasures.find(name.tenant(), name.fingerprint())
                    .map(this::message)
                    .orElseThrow(() -> ErasureMessages.missing(request.getName()));
        });
    }

    @Override
    public void listErasures(ListErasuresRequest request, StreamObserver<ListErasuresResponse> caller) {
        VirtualCalls.answer(caller, () -> {
            int size = PageToken.size(request);
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

    private Erasure message(dev.bellwether.ingestion.erasure.Erasure erasure) {
        return ErasureMessages.message(erasure, erasures.awaited(erasure));
    }
}
