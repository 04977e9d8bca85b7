package dev.bellwether.segmentation.verification;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// What becomes known of one account, and what its tenant publishes, day by day. In which order within a day is not said.
///
/// @param backfilled how many days at the beginning are told of at once, by a backfill
record TenantHistory(List<Day> days, int backfilled) {

    static final LocalDate FIRST = LocalDate.of(2026, 1, 1);

    /// @param lives        features while the day goes on; the last ones are those that all its facts give
    /// @param closing      features with which it is closed, on the next day
    /// @param publications with their first days: the day, the one before while it is not closed, or a later one
    record Day(LocalDate day, List<Integer> lives, int closing, List<ThresholdRules> publications) {}

    static TenantHistory some(Random random) {
        int revision = 2;
        List<Day> days = new ArrayList<>();
        int count = 2 + random.nextInt(24);
        for (int i = 0; i < count; i++) {
            LocalDate day = FIRST.plusDays(i);
            List<Integer> lives = new ArrayList<>();
            for (int n = random.nextInt(4) + (i == 0 ? 1 : 0); n > 0; n--) {
                lives.add(number(random));
            }
            List<ThresholdRules> publications = new ArrayList<>();
            for (int n = random.nextInt(5) - 2; n > 0; n--) {
                LocalDate first = day.plusDays(random.nextBoolean() ? 0 : random.nextInt(6) - (i == 0 ? 0 : 1));
                publications.add(ThresholdRules.some(revision++, first, random));
            }
            days.add(new Day(day, lives, number(random), publications));
        }
        return new TenantHistory(days, random.nextInt(3) == 0 ? random.nextInt(count) : 0);
    }

    private static int number(Random random) {
        return random.nextInt(5) == 0 ? 0 : random.nextInt(29);
    }
}
