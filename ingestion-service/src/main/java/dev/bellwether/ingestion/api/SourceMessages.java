package dev.bellwether.ingestion.api;

import com.google.protobuf.Duration;
import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.names.ResourceNames;
import dev.bellwether.chassis.names.ResourcePattern;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.ingestion.source.RegisteredSource;
import dev.bellwether.ingestion.source.Source;
import dev.bellwether.ingestion.source.Sources;
import dev.bellwether.ingestion.source.WriteKey;
import dev.bellwether.ingestion.v1.NewWriteKey;
import dev.bellwether.ingestion.v1.SourceDay;
import dev.bellwether.ingestion.v1.SourceLimits;
import dev.bellwether.ingestion.v1.UpdateSourceRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

final class SourceMessages {

    private static final ResourcePattern SOURCE = ResourcePattern.of("tenants/{tenant}/sources/{source}");
    private static final ResourcePattern KEY = ResourcePattern.of("tenants/{tenant}/sources/{source}/keys/{key}");
    private static final java.time.Duration USUAL_GRACE = java.time.Duration.ofHours(24);
    private static final List<String> CHANGEABLE = List.of("display_name", "limits");

    private SourceMessages() {}

    record KeyName(Source source, String key) {}

    static Source source(String field, String name) {
        List<String> parts = SOURCE.parse(field, name);
        return new Source(ResourceNames.requireTenant(field, parts.getFirst()), Sources.requireId(field, parts.getLast()));
    }

    static KeyName key(String name) {
        List<String> parts = KEY.parse("name", name);
        Source source = new Source(ResourceNames.requireTenant("name", parts.getFirst()), Sources.requireId("name", parts.get(1)));
        return new KeyName(source, parts.getLast());
    }

    static dev.bellwether.ingestion.source.SourceLimits limits(SourceLimits limits) {
        return dev.bellwether.ingestion.source.SourceLimits.of(limits.getEventsPerSecond(), limits.getEventsPerDay(),
                limits.getEventsPerMonth());
    }

    static Sources.Change change(UpdateSourceRequest request) {
        List<String> paths = request.getUpdateMask().getPathsCount() == 0 ? CHANGEABLE : request.getUpdateMask().getPathsList();
        SourceLimits wanted = request.getSource().getLimits();
        for (String path : paths) {
            apply(path, wanted, SourceLimits.newBuilder());
        }
        return new Sources.Change(paths.contains("display_name") ? Optional.of(request.getSource().getDisplayName()) : Optional.empty(),
                now -> {
                    SourceLimits.Builder limits = limits(now).toBuilder();
                    paths.forEach(path -> apply(path, wanted, limits));
                    return limits(limits.build());
                });
    }

    private static void apply(String path, SourceLimits wanted, SourceLimits.Builder limits) {
        switch (path) {
            case "display_name" -> {}
            case "limits" -> limits.clear().mergeFrom(wanted);
            case "limits.events_per_second" -> limits.setEventsPerSecond(wanted.getEventsPerSecond());
            case "limits.events_per_day" -> limits.setEventsPerDay(wanted.getEventsPerDay());
            case "limits.events_per_month" -> limits.setEventsPerMonth(wanted.getEventsPerMonth());
            default ->
                throw new Refusal.InvalidArgument("update_mask", "'" + path + "' cannot be changed; what can be is display_name, limits, "
                        + "limits.events_per_second, limits.events_per_day, limits.events_per_month");
        }
    }

    static java.time.Duration grace(boolean given, Duration grace) {
        if (!given) {
            return USUAL_GRACE;
        }
        return java.time.Duration.ofSeconds(grace.getSeconds(), grace.getNanos());
    }

    static dev.bellwether.ingestion.v1.Source message(RegisteredSource source) {
        dev.bellwether.ingestion.v1.Source.Builder message = dev.bellwether.ingestion.v1.Source.newBuilder()
                .setName(source.source().name())
                .setDisplayName(source.displayName())
                .setLimits(limits(source.limits()))
                .setCreateTime(Dates.timestamp(source.createdAt()))
                .setToday(message(source.today()))
                .setAcceptedThisMonth(source.month());
        source.lastSeen().ifPresent(at -> message.setLastSeenTime(Dates.timestamp(at)));
        source.days().forEach(day -> message.addDays(message(day)));
        return message.build();
    }

    static NewWriteKey message(WriteKey.New made, Instant now) {
        return NewWriteKey.newBuilder().setKey(message(made.key(), now)).setSecret(made.secret()).build();
    }

    static dev.bellwether.ingestion.v1.WriteKey message(WriteKey key, Instant now) {
        dev.bellwether.ingestion.v1.WriteKey.Builder message = dev.bellwether.ingestion.v1.WriteKey.newBuilder()
                .setName(key.name())
                .setPrefix(key.prefix())
                .setState(switch (key.state(now)) {
                    case ACTIVE -> dev.bellwether.ingestion.v1.WriteKey.State.ACTIVE;
                    case EXPIRED -> dev.bellwether.ingestion.v1.WriteKey.State.EXPIRED;
                    case REVOKED -> dev.bellwether.ingestion.v1.WriteKey.State.REVOKED;
                })
                .setCreateTime(Dates.timestamp(key.createdAt()));
        key.expiresAt().ifPresent(at -> message.setExpireTime(Dates.timestamp(at)));
        key.revokedAt().ifPresent(at -> message.setRevokeTime(Dates.timestamp(at)));
        key.lastUsedAt().ifPresent(at -> message.setLastUsedTime(Dates.timestamp(at)));
        return message.build();
    }

    private static SourceDay message(dev.bellwether.ingestion.source.SourceDay day) {
        return SourceDay.newBuilder()
                .setDay(Dates.date(day.day()))
                .setAccepted(day.accepted())
                .setRejected(day.rejected())
                .setBytes(day.bytes())
                .build();
    }

    private static SourceLimits limits(dev.bellwether.ingestion.source.SourceLimits limits) {
        return SourceLimits.newBuilder()
                .setEventsPerSecond(orZero(limits.perSecond()))
                .setEventsPerDay(orZero(limits.perDay()))
                .setEventsPerMonth(orZero(limits.perMonth()))
                .build();
    }

    private static long orZero(OptionalLong limit) {
        return limit.orElse(0);
    }
}
