package dev.bellwether.mapping;

import java.util.Currency;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// The codes of ISO 4217, as the Java platform knows them.
public final class CurrencyCode {

    private static final Set<String> CODES =
            Currency.getAvailableCurrencies().stream().map(Currency::getCurrencyCode).collect(Collectors.toUnmodifiableSet());

    private CurrencyCode() {}

    /// Of capital letters: `eur` is none.
    public static boolean isCode(String text) {
        return CODES.contains(text);
    }

    /// As the code is written: `EUR` for ` eur`.
    public static String written(String text) {
        return text.strip().toUpperCase(Locale.ROOT);
    }

    /// @throws BrokenDefinition when it is no code
    public static String of(YamlText text) {
        if (!isCode(text.value())) {
            throw new BrokenDefinition(text.place(), "a currency has three capital letters (ISO 4217), as in EUR"
                    + (isCode(written(text.value())) ? ": write " + written(text.value()) : ", and '" + text.value() + "' is none"));
        }
        return text.value();
    }
}
