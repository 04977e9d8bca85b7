package dev.bellwether.mapping;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How numbers and amounts are written where a text comes from.
///
/// @param decimal   between whole and part: a point or a comma
/// @param thousands between groups of digits; 0 when there is nothing. A blank stands for all kinds of blanks, an apostrophe for both kinds.
/// @param signs     currency codes by the signs that stand for them, as EUR for €
public record NumberStyle(char decimal, char thousands, Map<String, String> signs) {

    public static final NumberStyle PLAIN = new NumberStyle('.', (char) 0, Map.of());

    private static final Pattern PARENTHESES = Pattern.compile("\\((.+)\\)");
    private static final Pattern AMOUNT = Pattern.compile(
            "([+\\-\u2212])?\\s*([^\\d\\s.,+\\-\u2212]*)\\s*([+\\-\u2212])?\\s*([\\d.,].*?)\\s*([^\\d\\s.,'\u2019\\-\u2212]*)\\s*([\\-\u2212])?");
    private static final Pattern CODE = Pattern.compile("[A-Za-z]{3}");
    /// More digits than this, before or behind the point, are no count of anything real, and computing with them
    /// would take time and memory.
    private static final int MOST_DIGITS = 350;

    /// @param currency ISO 4217; empty when the text does not say it
    record Amount(BigDecimal value, String currency) {}

    public NumberStyle {
        signs = Map.copyOf(signs);
    }

    /// @throws IllegalArgumentException when it is none
    public BigDecimal number(Object value) {
        String text = value.toString().strip();
        try {
            BigDecimal number = new BigDecimal(value instanceof String && !isPlain() ? plain(text) : text);
            if (Math.abs((long) number.scale()) <= MOST_DIGITS && number.precision() <= MOST_DIGITS) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Falls through to the refusal.
        }
        throw new IllegalArgumentException("'" + value + "' is not a number" + hint(text));
    }

    /// A number, with the currency before or behind it, and a minus on either side or parentheses in its place.
    ///
    /// @throws IllegalArgumentException when it is none
    Amount amount(Object value) {
        if (!(value instanceof String)) {
            return new Amount(number(value), "");
        }
        String text = value.toString().replaceAll("[\\s\u00a0\u202f\u2009]+", " ").strip();
        Matcher negative = PARENTHESES.matcher(text);
        boolean inParentheses = negative.matches();
        Matcher amount = AMOUNT.matcher(inParentheses ? negative.group(1).strip() : text);
        if (!amount.matches()) {
            return new Amount(number(text), "");
        }
        String currency = amount.group(2) + amount.group(5);
        if (!amount.group(2).isEmpty() && !amount.group(5).isEmpty()) {
            throw new IllegalArgumentException("'" + value + "' names two currencies");
        }
        String minus = (inParentheses ? "-" : "") + sign(amount.group(1)) + sign(amount.group(3)) + sign(amount.group(6));
        if (minus.length() > 1) {
            throw new IllegalArgumentException("'" + value + "' has two signs");
        }
        BigDecimal number = number(amount.group(4));
        return new Amount(minus.equals("-") ? number.negate() : number, code(currency));
    }

    private static String sign(String written) {
        return written == null ? "" : written.equals("+") ? "+" : "-";
    }

    private String code(String currency) {
        String code = currency.isEmpty() ? currency : signs.get(currency);
        if (code == null && CODE.matcher(currency).matches()) {
            return CurrencyCode.written(currency);
        }
        if (code == null) {
            throw new IllegalArgumentException(
                    "'" + currency + "' is no currency in three letters, nor one that currency_signs names, as in "
                            + "currency_signs: {\"€\": EUR}");
        }
        return code;
    }

    private boolean isPlain() {
        return decimal == '.' && thousands == 0;
    }

    /// With a point, and without groups.
    private String plain(String text) {
        String group = switch (thousands) {
            case 0 -> "";
            case ' ' -> "[ \u00a0\u202f\u2009]";
            case '\'' -> "['\u2019]";
            default -> Pattern.quote(String.valueOf(thousands));
        };
        String grouped = thousands == 0 ? "\\d+" : "\\d+|\\d{1,3}(?:" + group + "\\d{2,3})*" + group + "\\d{3}";
        Matcher parts = Pattern
                .compile("([+\\-\u2212]?)(" + grouped + ")?(?:" + Pattern.quote(String.valueOf(decimal)) + "(\\d+))?([eE][+-]?\\d+)?")
                .matcher(text);
        if (!parts.matches() || parts.group(2) == null && parts.group(3) == null) {
            throw new NumberFormatException(text);
        }
        String whole = parts.group(2) == null ? "0" : thousands == 0 ? parts.group(2) : parts.group(2).replaceAll(group, "");
        return (sign(parts.group(1).isEmpty() ? null : parts.group(1))) + whole + (parts.group(3) == null ? "" : "." + parts.group(3))
                + (parts.group(4) == null ? "" : parts.group(4));
    }

    /// What would be right for a text that is a number elsewhere.
    private String hint(String text) {
        if (text.endsWith("%")) {
            return ": say in the expression what a percent sign means, as in number(row.share.replace('%', '')) / 100.0";
        }
        if (!text.matches("[+\\-\u2212]?\\d[\\d.,'\u2019 \u00a0\u202f\u2009]*")) {
            return "";
        }
        return " with '" + decimal + "' before its decimals" + (thousands == 0 ? " and nothing between thousands" : " and '" + thousands
                + "' between thousands") + ": decimal and thousands say how numbers are written, as in decimal: \",\" and thousands: \".\"";
    }
}
