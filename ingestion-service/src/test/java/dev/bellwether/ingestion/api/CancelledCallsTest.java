package dev.bellwether.ingestion.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.bellwether.ingestion.IngestionClient;
import dev.bellwether.ingestion.IngestionTest;
import dev.bellwether.operations.v1.ExportAccountRequest;
import dev.bellwether.operations.v1.GetProgressRequest;
import dev.bellwether.operations.v1.OperationsGrpc;
import io.grpc.Context;
import io.grpc.Context.CancellableContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@IngestionTest
class CancelledCallsTest {

    // Of about ten one met the moment in which a connection ended. No more than 200 in 30 s: those are taken for an attack (rapid reset).
    private static final int CALLS = 150;

    private IngestionClient caller;

    @BeforeEach
    void open() {
        caller = new IngestionClient();
    }

    @AfterEach
    void close() throws InterruptedException {
        caller.close();
    }

    @Test
    void a_call_that_is_broken_off_while_it_is_answered_leaves_the_others_of_its_connection_alone() {
        caller.record(caller.event("a1", "e1"));
        caller.timeline("a1", events -> events.size() == 1);
        OperationsGrpc.OperationsBlockingStub operations = OperationsGrpc.newBlockingStub(caller.channel);
        ExportAccountRequest export = ExportAccountRequest.newBuilder().setName("tenants/" + caller.tenant + "/accounts/a1").build();

        for (int i = 0; i < CALLS; i++) {
            try (CancellableContext first = Context.current().withCancellation()) {
                first.run(() -> assertThat(operations.exportAccount(export).hasNext()).isTrue());
            }
            assertThatCode(() -> operations.getProgress(GetProgressRequest.getDefaultInstance())).doesNotThrowAnyException();
        }
    }
}
