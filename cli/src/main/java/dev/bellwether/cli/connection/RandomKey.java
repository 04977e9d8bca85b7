package dev.bellwether.cli.connection;

import java.security.SecureRandom;
import java.util.Base64;

/// Keys that nobody can guess: 256 random bits.
public final class RandomKey {

    private static final int BYTES = 32;

    private RandomKey() {}

    public static String make() {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }
}
