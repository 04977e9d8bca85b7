package dev.bellwether.cli.erasure;

import dev.bellwether.chassis.time.Dates;
import dev.bellwether.ingestion.v1.Erasure;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The receipt for an erasure.
///
/// @param erasure   its name, which does not name the account
/// @param completed when the last service confirmed; absent while some are awaited
public record ReceiptView(String erasure, Optional<String> reason, Instant requested, Optional<Instant> completed,
        List<Confirmation> confirmations, List<String> awaited) {

    public record Confirmation(String service, Instant at) {}

    public static ReceiptView of(Erasure erasure) {
        return new ReceiptView(
                erasure.getName(),
                Optional.of(erasure.getReason()).filter(reason -> !reason.isEmpty()),
                Dates.instant(erasure.getRequestTime()),
                erasure.hasCompleteTime() ? Optional.of(Dates.instant(erasure.getCompleteTime())) : Optional.empty(),
                erasure.getConfirmationsList().stream()
                        .map(each -> new Confirmation(each.getService(), Dates.instant(each.getConfirmTime()))).toList(),
                erasure.getAwaitedList());
    }

    void print(PrintStream out) {
        out.println(erasure);
        out.println("  requested  " + requested + reason.map(why -> "  (" + why + ")").orElse(""));
        confirmations.forEach(each -> out.println("  confirmed  " + each.at() + "  " + each.service()));
        awaited.forEach(service -> out.println("  awaited    " + service));
        completed.ifPresent(at -> out.println(
                "  completed  " + at + "  No database holds anything of the account. Topics do for up to 8 days more, dead letters 31."));
    }
}
