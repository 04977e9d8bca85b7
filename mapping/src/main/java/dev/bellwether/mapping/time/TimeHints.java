package dev.bellwether.mapping.time;

import java.util.regex.Pattern;

/// Says of a text that could not be read what would be right.
final class TimeHints {

    private static final Pattern DAY_OR_MONTH_FIRST =
            Pattern.compile("(\\d{1,2})([./-])(\\d{1,2})\\2(\\d{4}|\\d{2})(?!\\d)(.*)", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("-?\\d+([.,]\\d+)?");

    private TimeHints() {}

    static UnreadableTime unreadable(String text) {
        String hint = hint(text);
        return new UnreadableTime("'" + shortened(text) + "' is neither a date nor a time such as 2024-10-16, 2024-10-16 03:00:00 or "
                + "2024-10-16T03:00:00Z" + (hint.isEmpty() ? "" : "; " + hint));
    }

    static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "...";
    }

    /// @return empty when the text is like nothing that is known
    private static String hint(String text) {
        var numbers = DAY_OR_MONTH_FIRST.matcher(text);
        if (numbers.matches()) {
            return dayOrMonthFirst(numbers);
        }
        if (NUMBER.matcher(text).matches()) {
            return number(text);
        }
        if (text.matches("(?s).*\\b(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\b.*")) {
            return "time_format says how months by name are written, as 'd MMM yyyy' for 16 Oct 2026 or 'MMM d, yyyy[ h:mm a]' for Oct 16, 2026 3:00 AM";
        }
        return "";
    }

    private static String dayOrMonthFirst(java.util.regex.Matcher numbers) {
        String between = numbers.group(2);
        String year = numbers.group(4).length() == 4 ? "yyyy" : "yy";
        String time = time(numbers.group(5).strip());
        String monthFirst = "'M" + between + "d" + between + year + time + "'";
        String dayFirst = "'d" + between + "M" + between + year + time + "'";
        if (Integer.parseInt(numbers.group(1)) > 12 || between.equals(".")) {
            return "time_format: " + dayFirst + " says that the day comes first";
        }
        if (Integer.parseInt(numbers.group(3)) > 12) {
            return "time_format: " + monthFirst + " says that the month comes first";
        }
        return "time_format: " + monthFirst + " says that the month comes first, " + dayFirst + " that the day does";
    }

    private static String time(String rest) {
        if (rest.isEmpty()) {
            return "";
        }
        String seconds = rest.matches("\\d+:\\d+:\\d+.*") ? ":ss" : "";
        return rest.matches("(?i).*[ap]m\\.?") ? " h:mm" + seconds + " a" : " H:mm" + seconds;
    }

    private static String number(String text) {
        String whole = text.replaceFirst("[.,].*", "").replace("-", "");
        return switch (whole.length()) {
            case 8 -> "time_format: yyyyMMdd says that the digits are year, month and day";
            case 9, 10 -> "time_format: epoch-seconds says that it counts seconds since 1970";
            case 12, 13 -> "time_format: epoch-millis says that it counts milliseconds since 1970";
            case 5 -> "time_format: excel says that it is one of Excel's day numbers";
            default -> "";
        };
    }
}
