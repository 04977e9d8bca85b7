package dev.bellwether.chassis.access;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.bellwether.access.v1.Access;
import dev.bellwether.access.v1.AccessProto;
import dev.bellwether.chassis.errors.Refusal;
import io.grpc.MethodDescriptor;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Who may call a method, as its contract says (option `bellwether.access.v1.access`).
sealed interface AccessRule {

    /// No credential is needed: health checks.
    record Public() implements AccessRule {}

    /// Any valid credential, whatever its scopes: reflection.
    record AnyCredential() implements AccessRule {}

    /// The method's contract does not say who may call it: every caller is refused.
    record Undeclared() implements AccessRule {}

    /// @param tenant where a request names whose data it is about; empty when that is not to be asked of the request
    record Allowed(String scope, boolean installation, Optional<TenantPath> tenant) implements AccessRule {

        /// Before there is a request.
        void checkCall(Caller caller) {
            caller.requireScope(scope);
            if (installation) {
                caller.requireAllTenants();
            }
        }

        void checkRequest(Caller caller, Object request) {
            if (tenant.isPresent() && !caller.isForAllTenants()) {
                tenant.get().check(caller, (Message) request);
            }
        }

        /// Whose data the request is about, if it is about some tenant's.
        Optional<String> tenant(Object request) {
            return tenant.flatMap(path -> path.find((Message) request));
        }
    }

    /// The fields that lead to a resource name, as in `source.name`.
    record TenantPath(List<FieldDescriptor> fields) {

        private static final String TENANTS = "tenants/";

        static TenantPath of(Descriptor request, String path) {
            List<FieldDescriptor> fields = new ArrayList<>();
            Descriptor within = request;
            for (String name : path.split("\\.")) {
                FieldDescriptor field = within == null ? null : within.findFieldByName(name);
                if (field == null) {
                    throw new IllegalStateException(request.getFullName() + " has no field " + path);
                }
                fields.add(field);
                within = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE ? field.getMessageType() : null;
            }
            return new TenantPath(List.copyOf(fields));
        }

        private void check(Caller caller, Message request) {
            caller.requireTenant(
                    find(request).orElseThrow(() -> new Refusal.PermissionDenied("the request names no tenant, as in 'tenants/acme/...'")));
        }

        /// The text in the tenant's place. Where it is no tenant's id, only a credential for all tenants opens it.
        private Optional<String> find(Message request) {
            Message within = request;
            for (FieldDescriptor field : fields.subList(0, fields.size() - 1)) {
                within = (Message) within.getField(field);
            }
            String name = (String) within.getField(fields.getLast());
            if (!name.startsWith(TENANTS)) {
                return Optional.empty();
            }
            int end = name.indexOf('/', TENANTS.length());
            return Optional.of(name.substring(TENANTS.length(), end < 0 ? name.length() : end));
        }
    }

    static AccessRule of(MethodDescriptor<?, ?> method) {
        String service = method.getServiceName();
        if ("grpc.health.v1.Health".equals(service)) {
            return new Public();
        }
        if (Set.of("grpc.reflection.v1.ServerReflection", "grpc.reflection.v1alpha.ServerReflection").contains(service)) {
            return new AnyCredential();
        }
        if (!(method.getSchemaDescriptor() instanceof ProtoMethodDescriptorSupplier schema)) {
            return new Undeclared();
        }
        var contract = schema.getMethodDescriptor();
        Access access = contract.getOptions().getExtension(AccessProto.access);
        if (access.getScope().isEmpty()) {
            return new Undeclared();
        }
        return switch (access.getReachCase()) {
            case TENANT_OF ->
                new Allowed(access.getScope(), false, Optional.of(TenantPath.of(contract.getInputType(), access.getTenantOf())));
            case INSTALLATION -> new Allowed(access.getScope(), true, Optional.empty());
            case EACH_EVENT, NO_TENANT -> new Allowed(access.getScope(), false, Optional.empty());
            case REACH_NOT_SET -> new Undeclared();
        };
    }
}
