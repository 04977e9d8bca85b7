package dev.bellwether.ingestion.api;

import dev.bellwether.chassis.erasure.Fingerprint;
import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.names.ResourceNames;
import dev.bellwether.chassis.names.ResourcePattern;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.ingestion.v1.Erasure;
import java.util.List;
import java.util.UUID;

final class ErasureMessages {

    private static final ResourcePattern NAME = ResourcePattern.of("tenants/{tenant}/erasures/{erasure}");

    private ErasureMessages() {}

    record Name(String tenant, Fingerprint fingerprint) {}

    static Name name(String name) {
        List<String> parts = NAME.parse("name", name);
        String tenant = ResourceNames.requireTenant("name", parts.getFirst());
        try {
            return new Name(tenant, new Fingerprint(UUID.fromString(parts.getLast())));
        } catch (IllegalArgumentException notOurs) {
            throw missing(name);
        }
    }

    static Refusal.NotFound missing(String name) {
        return new Refusal.NotFound(name, "there is no erasure " + name);
    }

    /// @param awaited services that have not confirmed yet
    static Erasure message(dev.bellwether.ingestion.erasure.Erasure erasure, List<String> awaited) {
        Erasure.Builder message = Erasure.newBuilder()
                .setName(erasure.name())
                .setState(erasure.completedAt().isPresent() ? Erasure.State.COMPLETED : Erasure.State.UNDER_WAY)
                .setReason(erasure.reason())
                .setRequestTime(Dates.timestamp(erasure.requestedAt()))
                .addAllAwaited(awaited);
        erasure.completedAt().ifPresent(at -> message.setCompleteTime(Dates.timestamp(at)));
        erasure.confirmations()
                .forEach((service, at) -> message.addConfirmationsBuilder().setService(service).setConfirmTime(Dates.timestamp(at)));
        return message.build();
    }
}
