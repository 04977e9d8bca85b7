package dev.bellwether.mapping.rules;

import dev.cel.common.CelSource;
import dev.cel.common.CelSourceLocation;
import java.util.Optional;

/// Where the parts of an expression stand in its text.
final class ExpressionPlaces {

    private ExpressionPlaces() {}

    /// @param id of the part
    static ExpressionProblem problem(CelSource source, long id, String message, String suggestion) {
        return Optional.ofNullable(source.getPositionsMap().get(id))
                .flatMap(source::getOffsetLocation)
                .map((CelSourceLocation place) -> new ExpressionProblem(place.getLine(), place.getColumn() + 1, message, suggestion))
                .orElseGet(() -> new ExpressionProblem(1, 1, message, suggestion));
    }
}
