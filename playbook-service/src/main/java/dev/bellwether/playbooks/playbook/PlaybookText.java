package dev.bellwether.playbooks.playbook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A playbook as it is stored.
final class PlaybookText {
    // Reads as JSON what it wrote as JSON: the order of fields and the spaces do not count.
    private static final ObjectMapper JSON = new ObjectMapper();

    private PlaybookText() {}

    static String write(Playbook playbook) {
        try {
            return JSON.writeValueAsString(playbook);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Playbook " + playbook.id() + " cannot be written", impossible);
        }
    }

    static Playbook read(String definition) {
        try {
            return JSON.readValue(definition, Playbook.class);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("A stored playbook cannot be read", broken);
        }
    }

    /// SHA-256 in hexadecimal digits, of what [#write] writes.
    static String digest(Playbook playbook) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(write(playbook).getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
