package dev.bellwether.features.calculation;

import dev.bellwether.features.state.AccountState;
import dev.bellwether.features.state.DailyCounter;
import dev.bellwether.features.state.Days;
import dev.bellwether.features.state.DaysByHash;
import dev.bellwether.features.state.MonthChunk;
import java.util.Arrays;
import java.util.function.Function;

/// What the account has done in the windows that end with a day: sums over days, each window cut out of the months by
/// a bit mask.
final class UsageWindows {
    int activeDays7;
    int activeDays28;
    int activeDays84Before;
    long activity28;
    long activity84Before;
    long sessions28;
    long timedSessions28;
    long sessionSeconds28;
    long sessionNanos28;
    long learning28;
    long failedInvoices28;
    long releases90;
    boolean invoicesPaid;
    boolean invoicesFailed;
    int lastActivityDay;
    int lastContactDay;
    int activeUsers28;
    int featuresUsed28;
    int productsUsed;
    int namesUsed28;
    long signIns28;
    long contacts28;
    long contacts90;
    int firstActivityDay;

    private final MonthChunk[] recent = new MonthChunk[2];
    private final int[] recentMasks = new int[2];
    private int recentCount;
    private long[] products = new long[16];

    void at(AccountState state, int day) {
        reset();
        int productCount = 0;
        for (int i = state.size() - 1; i >= 0; i--) {
            MonthChunk month = state.chunk(i);
            int all = month.mask(Integer.MIN_VALUE / 2, day);
            if (all == 0) {
                continue;
            }
            ever(month, all);
            windows(month, day);
            productCount = products(month, all, productCount);
        }
        productsUsed = distinct(productCount);
        activeUsers28 = together(month -> month.users);
        featuresUsed28 = together(month -> month.features);
        namesUsed28 = together(month -> month.names);
    }

    /// NaN when the length of no session is known.
    double meanSessionMinutes28() {
        return timedSessions28 == 0 ? Double.NaN : (sessionSeconds28 + sessionNanos28 / 1e9) / 60 / timedSessions28;
    }

    int recentMonths() {
        return recentCount;
    }

    MonthChunk recentMonth(int index) {
        return recent[index];
    }

    int recentMask(int index) {
        return recentMasks[index];
    }

    private void reset() {
        activeDays7 = activeDays28 = activeDays84Before = 0;
        activity28 = activity84Before = sessions28 = learning28 = 0;
        timedSessions28 = sessionSeconds28 = sessionNanos28 = 0;
        failedInvoices28 = releases90 = 0;
        invoicesPaid = invoicesFailed = false;
        lastActivityDay = lastContactDay = firstActivityDay = Days.NONE;
        signIns28 = contacts28 = contacts90 = 0;
        recentCount = 0;
    }

    private void ever(MonthChunk month, int all) {
        invoicesPaid |= (month.daysWith(DailyCounter.INVOICES_PAID) & all) != 0;
        invoicesFailed |= (month.daysWith(DailyCounter.INVOICES_FAILED) & all) != 0;
        if (lastActivityDay == Days.NONE) {
            lastActivityDay = last(month, month.daysWith(DailyCounter.ACTIVITY) & all);
        }
        int active = month.daysWith(DailyCounter.ACTIVITY) & all;
        if (active != 0) {
            firstActivityDay = month.firstDay() + Integer.numberOfTrailingZeros(active);
        }
        if (lastContactDay == Days.NONE) {
            lastContactDay = last(month, month.daysWith(DailyCounter.CONTACTS) & all);
        }
    }

    private void windows(MonthChunk month, int day) {
        int days90 = month.mask(day - 89, day);
        if (days90 != 0) {
            releases90 += month.sum(DailyCounter.RELEASES, days90);
            contacts90 += month.sum(DailyCounter.CONTACTS, days90);
        }
        int active = month.daysWith(DailyCounter.ACTIVITY);
        int days84 = month.mask(day - 111, day - 28);
        if (days84 != 0) {
            activeDays84Before += Integer.bitCount(active & days84);
            activity84Before += month.sum(DailyCounter.ACTIVITY, days84);
        }
        int days28 = month.mask(day - 27, day);
        if (days28 != 0) {
            recent[recentCount] = month;
            recentMasks[recentCount++] = days28;
            activeDays28 += Integer.bitCount(active & days28);
            activeDays7 += Integer.bitCount(active & month.mask(day - 6, day));
            activity28 += month.sum(DailyCounter.ACTIVITY, days28);
            sessions28 += month.sum(DailyCounter.SESSIONS, days28);
            timedSessions28 += month.sum(DailyCounter.TIMED_SESSIONS, days28);
            sessionSeconds28 += month.sum(DailyCounter.SESSION_SECONDS, days28);
            sessionNanos28 += month.sum(DailyCounter.SESSION_NANOS, days28);
            learning28 += month.sum(DailyCounter.LEARNING, days28);
            signIns28 += month.sum(DailyCounter.SIGN_INS, days28);
            contacts28 += month.sum(DailyCounter.CONTACTS, days28);
            failedInvoices28 += month.sum(DailyCounter.INVOICES_FAILED, days28);
        }
    }

    private static int last(MonthChunk month, int days) {
        return days == 0 ? Days.NONE : month.firstDay() + 31 - Integer.numberOfLeadingZeros(days);
    }

    private int products(MonthChunk month, int all, int countBefore) {
        int count = countBefore;
        for (int i = 0; i < month.products.size(); i++) {
            if ((month.products.days(i) & all) != 0) {
                if (count == products.length) {
                    products = Arrays.copyOf(products, count * 2);
                }
                products[count++] = month.products.hash(i);
            }
        }
        return count;
    }

    private int distinct(int count) {
        Arrays.sort(products, 0, count);
        int distinct = 0;
        for (int i = 0; i < count; i++) {
            if (i == 0 || products[i] != products[i - 1]) {
                distinct++;
            }
        }
        return distinct;
    }

    /// 28 days touch at most two months.
    private int together(Function<MonthChunk, DaysByHash> set) {
        return switch (recentCount) {
            case 0 -> 0;
            case 1 -> set.apply(recent[0]).count(recentMasks[0]);
            default -> DaysByHash.countTogether(set.apply(recent[0]), recentMasks[0], set.apply(recent[1]), recentMasks[1]);
        };
    }
}
