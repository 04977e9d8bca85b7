package dev.bellwether.segmentation.announcement;

import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.segmentation.scheme.SchemeKind;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Which revisions of schemes are still to be announced: the column `announced` of the table `definition_revision`.
public final class SchemeAnnouncements {

    private static final String BEGUN = """
            FROM definition_revision AS published
            WHERE kind = '%s' AND id = '%s' AND NOT announced AND first_day <= $1""".formatted(SchemeKind.COLLECTION, SchemeKind.LIFECYCLE);
    // A closing of the day before would still decide by the rules before, and move every account back until it is decided again. So it is
    // waited for, where the tenant has closings at all, but not beyond the first day.
    private static final String DUE = "SELECT tenant, revision, first_day " + BEGUN + """
             AND (first_day < $1
                OR NOT EXISTS (SELECT FROM closed_day closed WHERE closed.tenant = published.tenant)
                OR EXISTS (SELECT FROM closed_day closed WHERE closed.tenant = published.tenant AND closed.day >= first_day - 1))
            ORDER BY first_day, revision LIMIT 1000""";
    private static final String WAITING =
            "SELECT tenant, revision, first_day " + BEGUN + " AND tenant = ANY($2) ORDER BY tenant, revision LIMIT 1";
    private static final String ANNOUNCED = """
            UPDATE definition_revision SET announced = true
            FROM unnest($1::text[], $2::int[]) AS told (tenant, revision)
            WHERE kind = '%s' AND id = '%s' AND definition_revision.tenant = told.tenant AND definition_revision.revision = told.revision"""
            .formatted(SchemeKind.COLLECTION, SchemeKind.LIFECYCLE);
    private static final String AGAIN = """
            UPDATE definition_revision SET announced = false
            WHERE kind = '%s' AND id = '%s' AND announced AND first_day IS NOT NULL""".formatted(SchemeKind.COLLECTION,
            SchemeKind.LIFECYCLE);

    private SchemeAnnouncements() {}

    /// A revision that has taken force.
    public record BegunRevision(String tenant, int revision, LocalDate firstDay) {}

    /// Those that are to be announced now.
    static List<BegunRevision> due(Sql sql, LocalDate today) {
        return revisions(sql, DUE, Tuple.of(today));
    }

    /// One of these tenants that has begun and is not announced yet.
    public static Optional<BegunRevision> waiting(Sql sql, LocalDate today, Collection<String> tenants) {
        return revisions(sql, WAITING, Tuple.from(new Object[] {today, tenants.toArray(String[]::new)})).stream().findFirst();
    }

    static void announced(Sql sql, List<BegunRevision> told) {
        sql.update(ANNOUNCED, Tuple.from(new Object[] {
            told.stream().map(BegunRevision::tenant).toArray(String[]::new),
            told.stream().map(BegunRevision::revision).toArray(Integer[]::new)
        }));
    }

    /// On a new log nothing has been announced. What has been taken in already is passed over.
    public static void announceAgain(Sql transaction) {
        transaction.update(AGAIN, Tuple.tuple());
    }

    private static List<BegunRevision> revisions(Sql sql, String query, Tuple parameters) {
        List<BegunRevision> revisions = new ArrayList<>();
        for (Row row : sql.execute(query, parameters)) {
            revisions.add(new BegunRevision(row.getString(0), row.getInteger(1), row.getLocalDate(2)));
        }
        return revisions;
    }
}
