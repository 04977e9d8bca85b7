package dev.bellwether.segmentation.scheme;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The scheme that ships, as it is written.
final class ShippedText {

    private ShippedText() {}

    static String read() {
        try (InputStream in = ShippedText.class.getResourceAsStream("/schemes/lifecycle.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
