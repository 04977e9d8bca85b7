package dev.bellwether.features.state;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a month's chunk holds, for people. Users, features and products are held as hashes, and shown as such.
public final class ChunkView {

    private ChunkView() {}

    public static Map<String, Object> of(MonthChunk chunk) {
        Map<String, Object> view = new LinkedHashMap<>();
        List<Map<String, Object>> facts = new ArrayList<>();
        for (int i = 0; i < chunk.factCount(); i++) {
            DatedFact fact = chunk.fact(i);
            facts.add(Map.of(
                    "day", Days.text((int) Math.floorDiv(fact.at(), Days.NANOS_PER_DAY)), "key", fact.key().toString(), "fact",
                    fact.fact().toString()));
        }
        view.put("facts", facts);
        for (DailyCounter counter : DailyCounter.ALL) {
            Map<String, Object> days = new TreeMap<>();
            for (int rest = chunk.daysWith(counter); rest != 0; rest &= rest - 1) {
                days.put(day(chunk, rest), chunk.sum(counter, Integer.lowestOneBit(rest)));
            }
            if (!days.isEmpty()) {
                view.put(counter.name().toLowerCase(java.util.Locale.ROOT), days);
            }
        }
        if (chunk.paid.size() > 0) {
            List<Map<String, Object>> paid = new ArrayList<>();
            for (int i = 0; i < chunk.paid.size(); i++) {
                PaidAmounts.Day day = chunk.paid.day(i);
                paid.add(Map.of("day", Days.text(chunk.firstDay() + day.day()), "currency", day.currency(), "count", day.count(),
                        "units", day.units(), "nanos", day.nanos()));
            }
            view.put("paid", paid);
        }
        view.put("users", days(chunk, chunk.users));
        view.put("features", days(chunk, chunk.features));
        view.put("products", days(chunk, chunk.products));
        view.put("names", days(chunk, chunk.names));
        return view;
    }

    private static Map<String, Object> days(MonthChunk chunk, DaysByHash set) {
        Map<String, Object> days = new TreeMap<>();
        for (int i = 0; i < set.size(); i++) {
            List<String> seen = new ArrayList<>();
            for (int rest = set.days(i); rest != 0; rest &= rest - 1) {
                seen.add(day(chunk, rest));
            }
            days.put(Long.toHexString(set.hash(i)), seen);
        }
        return days;
    }

    private static String day(MonthChunk chunk, int days) {
        return Days.text(chunk.firstDay() + Integer.numberOfTrailingZeros(days));
    }
}
