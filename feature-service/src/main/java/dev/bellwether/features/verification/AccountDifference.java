package dev.bellwether.features.verification;

import dev.bellwether.features.account.AccountRow;
import dev.bellwether.features.account.FoldedAccount;
import dev.bellwether.features.state.ChunkEncoding;
import dev.bellwether.features.state.Days;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Says in words in what the stored account is not the rebuilt one.
public final class AccountDifference {

    private AccountDifference() {}

    static String between(FoldedAccount stored, FoldedAccount rebuilt) {
        List<String> differences = new ArrayList<>();
        AccountRow is = stored.row();
        AccountRow should = rebuilt.row();
        day("first fact", is.firstFactDay(), should.firstFactDay(), differences);
        day("last closing", is.lastClosedDay(), should.lastClosedDay(), differences);
        day("last received", is.latestReceivedDay(), should.latestReceivedDay(), differences);
        if (!is.backfill().equals(should.backfill())) {
            differences.add("backfill '" + is.backfill() + "' instead of '" + should.backfill() + "'");
        }
        if (is.erased() != should.erased()) {
            differences.add(is.erased() ? "erased, and should not be" : "should be erased");
        }
        TreeMap<Integer, byte[]> storedChunks = chunks(stored);
        TreeMap<Integer, byte[]> rebuiltChunks = chunks(rebuilt);
        Set<Integer> months = new TreeSet<>(storedChunks.keySet());
        months.addAll(rebuiltChunks.keySet());
        for (int month : months) {
            if (!Arrays.equals(storedChunks.get(month), rebuiltChunks.get(month))) {
                differences.add("facts of " + Days.text(Days.firstDayOfMonth(month)).substring(0, 7));
            }
        }
        return differences.isEmpty() ? "was different when the rebuild began" : String.join(", ", differences);
    }

    private static void day(String what, int is, int should, List<String> differences) {
        if (is != should) {
            differences.add(what + " " + Days.text(is) + " instead of " + Days.text(should));
        }
    }

    private static TreeMap<Integer, byte[]> chunks(FoldedAccount account) {
        TreeMap<Integer, byte[]> chunks = new TreeMap<>();
        for (int i = 0; i < account.state().size(); i++) {
            chunks.put(account.state().chunk(i).month(), ChunkEncoding.encode(account.state().chunk(i)));
        }
        return chunks;
    }
}
