package dev.bellwether.features.peers;

/// A day for which a tenant's references are taken, and where.
///
/// @param backfill the backfill at whose end they are taken; empty: at the closing of the day
public record ReferenceDay(int day, String backfill) {

    public static ReferenceDay closing(int day) {
        return new ReferenceDay(day, "");
    }
}
