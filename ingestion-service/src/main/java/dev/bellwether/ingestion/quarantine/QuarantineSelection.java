package dev.bellwether.ingestion.quarantine;

/// Which of a tenant's quarantined events: all that is not empty must hold.
///
/// @param field the offending one
public record QuarantineSelection(String reason, String source, String door, String field) {

    public static final QuarantineSelection ALL = new QuarantineSelection("", "", "", "");

    /// Its values are parameters $2 to $5.
    static final String CONDITION =
            "($2 = '' OR reason = $2) AND ($3 = '' OR source = $3) AND ($4 = '' OR door = $4) AND ($5 = '' OR field = $5)";
}
