package dev.bellwether.playbooks.recommendation;

import dev.bellwether.playbooks.v1.ActionKind;
import dev.bellwether.playbooks.v1.Recommendation.Status;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import java.util.UUID;

/// Which recommendations of a tenant are asked for.
///
/// @param account empty for all
/// @param segment empty for all
/// @param kind    unspecified for all
/// @param status  unspecified for those that are pending
/// @param firstOnly only what is to be done first for its account, of what is pending
/// @param after   the last one of the page before
public record RecommendationQuery(
        String tenant, String account, String segment, ActionKind kind, Status status, boolean firstOnly,
        Optional<Place> after) {

    /// A place in the order of the list.
    public record Place(double valueAtStake, UUID id) {}

    record Statement(String text, Tuple parameters) {}

    Statement statement(int limit) {
        var parameters = Tuple.of(tenant);
        var text = new StringBuilder("SELECT message FROM recommendation WHERE tenant = $1");
        if (status == Status.STATUS_UNSPECIFIED) {
            text.append(" AND pending");
        } else {
            text.append(" AND status = ").append(next(parameters, status.getNumber()));
        }
        if (!account.isEmpty()) {
            text.append(" AND account = ").append(next(parameters, account));
        }
        if (!segment.isEmpty()) {
            text.append(" AND segment = ").append(next(parameters, segment));
        }
        if (kind != ActionKind.ACTION_KIND_UNSPECIFIED) {
            text.append(" AND kind = ").append(next(parameters, kind.getNumber()));
        }
        if (firstOnly) {
            text.append("""
                     AND pending AND NOT EXISTS (SELECT FROM recommendation other WHERE other.tenant = recommendation.tenant
                    AND other.account = recommendation.account AND other.pending
                    AND (other.priority, other.revision, other.id)
                    < (recommendation.priority, recommendation.revision, recommendation.id))""");
        }
        after.ifPresent(place -> text.append(" AND (-value_at_stake, id) > (")
                .append(next(parameters, -place.valueAtStake()))
                .append("::double precision, ")
                .append(next(parameters, place.id()))
                .append("::uuid)"));
        text.append(" ORDER BY -value_at_stake, id LIMIT ").append(next(parameters, limit));
        return new Statement(text.toString(), parameters);
    }

    private static String next(Tuple parameters, Object value) {
        parameters.addValue(value);
        return "$" + parameters.size();
    }
}
