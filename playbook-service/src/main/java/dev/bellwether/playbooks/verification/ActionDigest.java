package dev.bellwether.playbooks.verification;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import dev.bellwether.playbooks.ledger.Ledger;
import dev.bellwether.playbooks.recommendation.RecommendationMessages;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/// SHA-256 over the open recommendations, a line "account playbook status" each, in key order.
final class ActionDigest {
    private final List<String> lines = new ArrayList<>();

    void add(Ledger ledger) {
        ledger.pending().forEach(each -> lines.add(ledger.account() + " " + each.playbook() + " "
                + RecommendationMessages.write(ledger.account(), each).getStatus() + "\n"));
    }

    int open() {
        return lines.size();
    }

    ByteString value() {
        lines.sort(null);
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            lines.forEach(line -> sha256.update(line.getBytes(UTF_8)));
            return ByteString.copyFrom(sha256.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
