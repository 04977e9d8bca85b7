package dev.bellwether.ingestion.source;

import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.ingestion.v1.CreateSourceRequest;
import dev.bellwether.proto.constraint.FieldConstraints;
import dev.bellwether.proto.constraint.TextPattern;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The sources of all tenants.
@ApplicationScoped
public class Sources {

    private static final TextPattern ID =
            FieldConstraints.of(CreateSourceRequest.getDescriptor(), CreateSourceRequest.SOURCE_ID_FIELD_NUMBER).pattern();
    private static final int MOST_OF_A_TENANT = 1_000;
    /// At least a month's, which is summed up from them.
    private static final int SHOWN_DAYS = 31;

    private final Database database;
    private final SourceRefresh refresh;
    private final InstantSource clock;

    Sources(Database database, SourceRefresh refresh, InstantSource clock) {
        this.database = database;
        this.refresh = refresh;
        this.clock = clock;
    }

    /// What of a source is to be another.
    ///
    /// @param limits makes new ones of those that it has
    public record Change(Optional<String> displayName, UnaryOperator<SourceLimits> limits) {}

    /// @throws Refusal.InvalidArgument when no source can be called so
    public static String requireId(String field, String id) {
        if (!ID.matches(id)) {
            throw new Refusal.InvalidArgument(field,
                    "a source is 1 to 63 lower-case letters, digits and hyphens, beginning with a letter or digit, not '" + id + "'");
        }
        return id;
    }

    public RegisteredSource create(Source source, String displayName, SourceLimits limits) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        StoredSource created = SourceRefresh.DEFINITIONS.change(() -> StoredSource.<StoredSource>findById(source).flatMap(there -> {
            if (there != null) {
                throw new Refusal.AlreadyExists(source.name(), source.name() + " exists already");
            }
            return StoredSource.count("tenant", source.tenant()).flatMap(count -> {
                if (count >= MOST_OF_A_TENANT) {
                    throw new Refusal.FailedPrecondition(
                            "the tenant " + source.tenant() + " has " + count + " sources, the most there may be");
                }
                StoredSource stored = new StoredSource();
                stored.tenant = source.tenant();
                stored.id = source.id();
                stored.displayName = displayName;
                stored.createTime = now;
                stored.limit(limits);
                return stored.<StoredSource>persist();
            });
        }));
        refresh.reload();
        return RegisteredSource.of(created, today(), 0, List.of());
    }

    public RegisteredSource find(Source source) {
        return shown(SourceRefresh.DEFINITIONS.read(() -> required(source)));
    }

    /// By id.
    ///
    /// @param after the last id before; empty for the first ones
    public List<RegisteredSource> list(String tenant, String after, int most) {
        List<StoredSource> stored = SourceRefresh.DEFINITIONS.read(() -> StoredSource
                .<StoredSource>find("tenant = ?1 and id > ?2", Sort.by("id"), tenant, after).page(0, most).list());
        List<String> ids = stored.stream().map(source -> source.id).toList();
        LocalDate today = today();
        Map<String, UseTable.Latest> latest = database.withConnection(sql -> UseTable.latest(sql, tenant, ids, today));
        return stored.stream().map(source -> {
            Optional<UseTable.Latest> sent = Optional.ofNullable(latest.get(source.id));
            return RegisteredSource.of(source, today, sent.map(UseTable.Latest::month).orElse(0L),
                    sent.map(UseTable.Latest::last).stream().toList()).withoutDays();
        }).toList();
    }

    public RegisteredSource update(Source source, Change change) {
        StoredSource changed = SourceRefresh.DEFINITIONS.change(() -> required(source).invoke(stored -> {
            change.displayName().ifPresent(name -> stored.displayName = name);
            stored.limit(change.limits().apply(stored.limits()));
        }));
        refresh.reload();
        return shown(changed);
    }

    /// The source, for who is about to change something of it.
    static Uni<StoredSource> required(Source source) {
        return StoredSource.<StoredSource>findById(source).onItem().ifNull()
                .failWith(() -> new Refusal.NotFound(source.name(), source.name() + " does not exist: create it first"));
    }

    private RegisteredSource shown(StoredSource stored) {
        LocalDate today = today();
        List<SourceDay> days = database.withConnection(sql -> UseTable.days(sql, stored.source(), SHOWN_DAYS));
        long month = days.stream().filter(day -> !day.day().isBefore(today.withDayOfMonth(1))).mapToLong(SourceDay::accepted).sum();
        return RegisteredSource.of(stored, today, month, days);
    }

    private LocalDate today() {
        return Dates.dayOf(clock.instant());
    }
}
