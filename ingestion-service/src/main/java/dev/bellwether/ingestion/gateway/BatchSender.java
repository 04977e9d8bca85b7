package dev.bellwether.ingestion.gateway;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import dev.bellwether.chassis.access.Caller;
import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.validation.Fields;
import java.io.IOException;

/// Whether a sender may speak for every tenant of a batch. Before any of it is looked at otherwise, so that nothing is done in
/// a tenant's name by who is not of it: not even a rejected event put into its quarantine.
final class BatchSender {

    private static final int TENANT = Event.TENANT_FIELD_NUMBER << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;

    private BatchSender() {}

    /// @throws Refusal.PermissionDenied for the first event that is of another tenant
    static void requireTenants(Caller sender, EventBatch batch) {
        if (sender.isForAllTenants()) {
            return;
        }
        for (int i = 0; i < batch.size(); i++) {
            String tenant;
            try {
                tenant = tenant(batch, i);
            } catch (IOException _) {
                // Not an event of any tenant: rejected later, and not kept in a quarantine.
                continue;
            }
            if (Fields.isTenant(tenant)) {
                sender.requireTenant(tenant);
            }
        }
    }

    /// As the parser has it: of a field that is there several times, the last counts.
    private static String tenant(EventBatch batch, int index) throws IOException {
        CodedInputStream input = CodedInputStream.newInstance(batch.bytes(), batch.start(index), batch.length(index));
        String tenant = "";
        for (int tag = input.readTag(); tag != 0; tag = input.readTag()) {
            if (tag == TENANT) {
                tenant = input.readStringRequireUtf8();
            } else {
                input.skipField(tag);
            }
        }
        return tenant;
    }
}
