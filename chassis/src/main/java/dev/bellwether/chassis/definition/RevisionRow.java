package dev.bellwether.chassis.definition;

import dev.bellwether.chassis.definition.kind.DefinitionRevision;
import dev.bellwether.chassis.sql.Sql;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A row of the table `definition_revision` without its text, as those who decide read it.
///
/// @param tenant whose row it is: empty for what has come with a release
record RevisionRow(String tenant, String id, DefinitionRevision revision) {

    private static final String NEWER = """
            SELECT tenant, id, revision, title, digest, author, publisher, publish_time, reason, first_day, reverts_to, retired, plays_act
            FROM definition_revision WHERE kind = $1 AND publication > $2 AND publication <= $3
            ORDER BY tenant, id, revision""";
    private static final String TEXT =
            "SELECT text FROM definition_revision WHERE tenant = $1 AND kind = $2 AND id = $3 AND revision = $4";

    /// Those that have come with the changes behind `after`, up to `through`.
    static List<RevisionRow> read(Sql sql, String kind, long after, long through) {
        List<RevisionRow> rows = new ArrayList<>();
        sql.execute(NEWER, Tuple.of(kind, after, through)).forEach(row -> rows.add(of(row)));
        return rows;
    }

    private static RevisionRow of(Row row) {
        return new RevisionRow(row.getString(0), row.getString(1), new DefinitionRevision(row.getInteger(2), row.getString(3),
                row.getString(4), row.getString(5), row.getString(6), row.getOffsetDateTime(7).withOffsetSameInstant(ZoneOffset.UTC)
                        .toInstant(),
                row.getString(8), Optional.ofNullable(row.getLocalDate(9)), row.getInteger(10), row.getBoolean(11),
                row.getBoolean(12)));
    }

    String text(Sql sql, String kind) {
        return sql.execute(TEXT, Tuple.of(tenant, kind, id, revision.number())).iterator().next().getString(0);
    }
}
