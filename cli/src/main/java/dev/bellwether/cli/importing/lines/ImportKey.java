package dev.bellwether.cli.importing.lines;

import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.sending.RetryingCall;
import dev.bellwether.ingestion.v1.CreateSourceRequest;
import dev.bellwether.ingestion.v1.NewWriteKey;
import dev.bellwether.ingestion.v1.RevokeWriteKeyRequest;
import dev.bellwether.ingestion.v1.RotateWriteKeyRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Optional;

/// The write key that an import shows: the one that it is given, or one of its own, of the tenant's source `import`, which is
/// revoked when it is done. One that an interrupted import has left behind works for another day at most after the next.
final class ImportKey implements AutoCloseable {

    static final String VARIABLE = "BELLWETHER_WRITE_KEY";

    private static final String SOURCE = "import";

    private final String secret;
    private final Optional<Runnable> revoking;

    private ImportKey(String secret, Optional<Runnable> revoking) {
        this.secret = secret;
        this.revoking = revoking;
    }

    static ImportKey of(Optional<String> given, Connection connection, String tenant) {
        Optional<String> known =
                given.or(() -> Optional.ofNullable(System.getenv(VARIABLE))).map(String::strip).filter(key -> !key.isEmpty());
        return known.map(key -> new ImportKey(key, Optional.empty())).orElseGet(() -> make(connection, tenant));
    }

    private static ImportKey make(Connection connection, String tenant) {
        String parent = "tenants/" + tenant;
        try {
            RetryingCall.RESTART.call(() -> connection.sources().createSource(
                    CreateSourceRequest.newBuilder().setParent(parent).setSourceId(SOURCE).setDisplayName("Imports").build()));
        } catch (StatusRuntimeException refused) {
            if (refused.getStatus().getCode() != Status.Code.ALREADY_EXISTS) {
                throw refused;
            }
        }
        NewWriteKey made = RetryingCall.RESTART.call(() -> connection.sources().rotateWriteKey(
                RotateWriteKeyRequest.newBuilder().setParent(parent + "/sources/" + SOURCE).build()));
        return new ImportKey(made.getSecret(), Optional.of(() -> revoke(connection, made.getKey().getName())));
    }

    /// What was imported is, whatever becomes of its key.
    private static void revoke(Connection connection, String name) {
        try {
            RetryingCall.RESTART.call(() -> connection.sources().revokeWriteKey(RevokeWriteKeyRequest.newBuilder().setName(name).build()));
        } catch (StatusRuntimeException failure) {
            System.err.println("The import's write key " + name + " could not be revoked: " + failure.getStatus().getDescription()
                    + " It ends a day after the next import; ./bellwether sources revoke ends it now.");
        }
    }

    String secret() {
        return secret;
    }

    @Override
    public void close() {
        revoking.ifPresent(Runnable::run);
    }
}
