package dev.bellwether.cli.tenant;

import dev.bellwether.chassis.text.Printable;
import dev.bellwether.cli.erasure.ReceiptView;
import dev.bellwether.cli.terminal.Numbers;
import dev.bellwether.cli.terminal.Table;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What has become of a tenant that has left.
///
/// @param keysRevoked     that worked until then
/// @param accountsErased  in this run; receipts are those of all runs
/// @param export          the folder; absent when nothing was exported
/// @param receipts        absent when they are in the folder
record OffboardingResult(
        String tenant,
        long keysRevoked,
        long accountsErased,
        long rejectedEventsDeleted,
        long personsForgotten,
        long waitingMessagesForgotten,
        Optional<String> export,
        long receiptCount,
        Optional<List<ReceiptView>> receipts) {

    void print(PrintStream out) {
        receipts.filter(list -> !list.isEmpty()).ifPresent(list -> {
            Table table = new Table("Receipt", "Requested", "Completed");
            list.forEach(
                    receipt -> table.row(receipt.erasure(), receipt.requested(), receipt.completed().map(Instant::toString).orElse("")));
            table.print(out);
            out.println();
        });
        out.println(tenant + " has left: no database holds anything of an account or a person of it.");
        new Table("Done", "")
                .row("write keys revoked", Numbers.count(keysRevoked))
                .row("accounts erased", Numbers.count(accountsErased))
                .row("rejected events deleted", Numbers.count(rejectedEventsDeleted))
                .row("persons and devices forgotten", Numbers.count(personsForgotten))
                .row("messages that waited for them", Numbers.count(waitingMessagesForgotten))
                .row("receipts, of earlier runs too", Numbers.count(receiptCount))
                .print(out);
        export.ifPresent(folder -> out.println("What was held of each account, rejected events and the receipts are in " + folder + "."));
        out.print("""

                Still to be done by you:
                  Take %1$s out of the tokens that name it. Who shows one can still send over gRPC, and what they send makes
                  accounts: when they cannot any more, run this again, which says whether anything has come.

                What stays, and names nobody: its sources without keys that work, their counts, its tracking plans, schemes and playbooks;
                the receipts, and a hash of each account, for good. Topics keep what they had for up to 8 days more, dead letters for 31,
                backups for as long as you keep them. docs/erasure.md says it all.
                """.formatted(Printable.line(tenant)));
    }
}
