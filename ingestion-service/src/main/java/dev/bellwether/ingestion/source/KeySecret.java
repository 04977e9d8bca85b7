package dev.bellwether.ingestion.source;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.regex.Pattern;

/// A write key as its holder has it: a fixed beginning, by which it is known for what it is wherever it turns up, and 32
/// random bytes in base 62.
record KeySecret(String text) {

    private static final String BEGINNING = "bw_write_";
    private static final int BYTES = 32;
    /// As many digits in base 62 as 256 bits can take.
    private static final int DIGITS = 43;
    private static final int SHOWN = 8;
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(ALPHABET.length());
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern FORM = Pattern.compile(BEGINNING + "[0-9A-Za-z]{" + DIGITS + "}");

    static KeySecret random() {
        byte[] random = new byte[BYTES];
        RANDOM.nextBytes(random);
        return of(random);
    }

    static KeySecret of(byte[] random) {
        StringBuilder digits = new StringBuilder(DIGITS);
        BigInteger rest = new BigInteger(1, random);
        for (int i = 0; i < DIGITS; i++) {
            BigInteger[] division = rest.divideAndRemainder(BASE);
            digits.append(ALPHABET.charAt(division[1].intValue()));
            rest = division[0];
        }
        return new KeySecret(BEGINNING + digits.reverse());
    }

    /// Whether it can be one at all: what cannot is not worth hashing, however long it is.
    static boolean looksLikeOne(String text) {
        return text.length() == BEGINNING.length() + DIGITS && FORM.matcher(text).matches();
    }

    String prefix() {
        return text.substring(BEGINNING.length(), BEGINNING.length() + SHOWN);
    }

    /// Not in what is logged or shown of it.
    @Override
    public String toString() {
        return BEGINNING + prefix() + "…";
    }
}
