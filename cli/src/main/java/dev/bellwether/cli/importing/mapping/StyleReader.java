package dev.bellwether.cli.importing.mapping;

import dev.bellwether.mapping.BrokenDefinition;
import dev.bellwether.mapping.CurrencyCode;
import dev.bellwether.mapping.NumberStyle;
import dev.bellwether.mapping.TimeSettings;
import dev.bellwether.mapping.YamlMap;
import dev.bellwether.mapping.YamlText;
import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Reads from a mapping how files are written: for all of them, or for one.
final class StyleReader {

    /// The names that a mapping, one of its files or one of its lookups may have for it.
    static final String[] KEYS = {"encoding", "separator", "decimal", "thousands", "currency_signs", "time_format", "zone"};

    private StyleReader() {}

    /// @param otherwise what holds for what is not said here
    /// @throws BrokenDefinition with the place of what cannot be used
    static FileStyle read(YamlMap yaml, FileStyle otherwise) {
        Optional<Charset> encoding = yaml.text("encoding").map(StyleReader::charset).or(otherwise::encoding);
        Optional<Character> separator = yaml.text("separator").map(StyleReader::separator).or(otherwise::separator);
        return new FileStyle(encoding, separator, TimeSettings.read(yaml, otherwise.times()), numbers(yaml, otherwise.numbers()));
    }

    private static Charset charset(YamlText name) {
        String known = switch (name.value().toLowerCase(java.util.Locale.ROOT)) {
            case "macroman", "macintosh", "mac-roman" -> "x-MacRoman";
            case "ansi" -> "windows-1252";
            case "latin1", "latin-1" -> "iso-8859-1";
            case "latin9", "latin-9" -> "iso-8859-15";
            default -> name.value();
        };
        try {
            return Charset.forName(known);
        } catch (IllegalArgumentException unknown) {
            throw new BrokenDefinition(name.place(), "there is no encoding '" + name.value()
                    + "'. There are utf-8, utf-16, utf-16le, utf-16be, "
                    + "windows-1252 (Excel in Western Europe and America), windows-1250, windows-1251, iso-8859-1, iso-8859-15, macroman, shift_jis, gb18030 "
                    + "and others.");
        }
    }

    private static char separator(YamlText text) {
        if (text.value().equals("tab")) {
            return '\t';
        }
        if (text.value().length() != 1 || "\"\r\n".contains(text.value())) {
            throw new BrokenDefinition(text.place(), "a separator is one character, or the word tab");
        }
        return text.value().charAt(0);
    }

    private static NumberStyle numbers(YamlMap yaml, NumberStyle otherwise) {
        char decimal = yaml.text("decimal").map(text -> oneOf(text, ".,", "a decimal separator is a point or a comma"))
                .orElse(otherwise.decimal());
        char thousands = yaml.text("thousands").map(text -> text.value().equals("none") ? (char) 0
                : oneOf(text, ".,' \u00a0\u202f\u2019", "between thousands there is a point, a comma, an apostrophe, a blank, or none"))
                .map(StyleReader::plain).orElse(otherwise.thousands());
        if (decimal == thousands) {
            String key = yaml.keys().contains("thousands") ? "thousands" : "decimal";
            throw new BrokenDefinition(yaml.place(key), "'" + decimal + "' cannot stand both before decimals and between thousands");
        }
        Map<String, String> signs = new LinkedHashMap<>(otherwise.signs());
        yaml.map("currency_signs")
                .ifPresent(named -> named.keys().forEach(sign -> signs.put(sign, CurrencyCode.of(named.requiredText(sign)))));
        return new NumberStyle(decimal, thousands, signs);
    }

    private static char oneOf(YamlText text, String allowed, String problem) {
        if (text.value().length() != 1 || !allowed.contains(text.value())) {
            throw new BrokenDefinition(text.place(), problem + ", and not '" + text.value() + "'");
        }
        return text.value().charAt(0);
    }

    private static char plain(char thousands) {
        return switch (thousands) {
            case '\u00a0', '\u202f' -> ' ';
            case '\u2019' -> '\'';
            default -> thousands;
        };
    }
}
