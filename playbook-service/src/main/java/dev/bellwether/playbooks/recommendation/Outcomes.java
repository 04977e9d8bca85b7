package dev.bellwether.playbooks.recommendation;

import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.playbooks.v1.SummarizeOutcomesResponse;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/// What has come of a tenant's recommendations.
public final class Outcomes {

    // By the numbers of Recommendation.Status and Recommendation.Outcome: 8 is ACHIEVED, 5 COMPLETED; 1 is SUCCEEDED. A DEFERRED one, 9, is
    // not made yet.
    private static final String BY_PLAYBOOK = """
            SELECT playbook, kind,
                count(*) FILTER (WHERE pending AND NOT accepted), count(*) FILTER (WHERE pending AND accepted),
                count(*) FILTER (WHERE status = 8),
                count(*) FILTER (WHERE status = 5 AND outcome = 1), count(*) FILTER (WHERE status = 5 AND outcome = 2),
                count(*) FILTER (WHERE status = 5 AND outcome = 3),
                count(*) FILTER (WHERE status = 4), count(*) FILTER (WHERE status = 6), count(*) FILTER (WHERE status = 7),
                coalesce(sum(value_at_stake::numeric) FILTER (WHERE status = 8 OR status = 5 AND outcome = 1), 0)::float8
            FROM recommendation WHERE tenant = $1 AND status <> 9
            GROUP BY playbook, kind ORDER BY playbook, kind""";

    private Outcomes() {}

    public static List<SummarizeOutcomesResponse.Row> summarize(Sql sql, String tenant) {
        List<SummarizeOutcomesResponse.Row> rows = new ArrayList<>();
        for (Row row : sql.execute(BY_PLAYBOOK, Tuple.of(tenant))) {
            rows.add(SummarizeOutcomesResponse.Row.newBuilder()
                    .setPlaybook(row.getString(0)).setKindValue(row.getInteger(1))
                    .setOpen(row.getLong(2)).setAccepted(row.getLong(3))
                    .setAchieved(row.getLong(4))
                    .setSucceeded(row.getLong(5)).setFailed(row.getLong(6)).setNeutral(row.getLong(7))
                    .setDismissed(row.getLong(8)).setExpired(row.getLong(9)).setWithdrawn(row.getLong(10))
                    .setGainedValue(row.getDouble(11))
                    .build());
        }
        return rows;
    }
}
