package dev.bellwether.chassis.definition.kind;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/// A published revision of a definition, without its text. Never changes.
///
/// @param number      1, 2, 3, … for each definition of a tenant
/// @param title       of the text
/// @param digest      of the text, see [TextDigest]
/// @param author      who wrote it; [#SHIPPED] for what a tenant starts with
/// @param publishTime of what is shipped: when this installation has seen it first
/// @param reason      the publisher's; perhaps empty
/// @param firstDay    that it decides; absent for what has been in force from the beginning
/// @param revertsTo   the revision whose text it has again; 0 when it is no revert
/// @param retired     from the first day on there is no such definition; it has no text
/// @param playsAct    whether plays act on what accounts are moved by it alone
public record DefinitionRevision(int number, String title, String digest, String author, String publisher, Instant publishTime,
        String reason, Optional<LocalDate> firstDay, int revertsTo, boolean retired, boolean playsAct) {

    public static final String SHIPPED = "shipped";

    public boolean hasBegunBy(LocalDate day) {
        return firstDay.isEmpty() || !firstDay.get().isAfter(day);
    }
}
