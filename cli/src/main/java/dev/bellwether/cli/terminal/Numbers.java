package dev.bellwether.cli.terminal;

import java.time.Duration;
import java.util.Locale;

/// Numbers as people read them.
public final class Numbers {

    private Numbers() {}

    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /// An amount without its decimals.
    public static String amount(double amount) {
        return String.format(Locale.ROOT, "%,.0f", amount);
    }

    /// A share of 1, as percent.
    public static String percent(double share) {
        return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    /// A number with at most two decimals.
    public static String plain(double number) {
        String text = String.format(Locale.ROOT, "%,.2f", number);
        return text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
    }

    /// As in 1:05 or 2:03:10.
    public static String time(Duration duration) {
        return duration.toHours() > 0
                ? String.format("%d:%02d:%02d", duration.toHours(), duration.toMinutesPart(), duration.toSecondsPart())
                : String.format("%d:%02d", duration.toMinutes(), duration.toSecondsPart());
    }

    public static String plural(long number, String one) {
        return count(number) + " " + (number == 1 ? one : one + "s");
    }
}
