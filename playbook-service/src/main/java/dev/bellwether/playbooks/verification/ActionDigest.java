package dev.bellwether.playbooks.verification;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import dev.bellwether.playbooks.ledger.Ledger;
import dev.bellwether.playbooks.ledger.Recommendation;
import dev.bellwether.playbooks.recommendation.RecommendationMessages;
import dev.bellwether.segmentation.v1.VerifyMembershipsResponse.Standing;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/// SHA-256 over the open recommendations, a line "account playbook status" each, in key order. Those that are not accepted count only
/// for the segment of the last closing and the current one: which other segments the account has passed through since then depends on the
/// order in which the facts arrived, and the next closing withdraws what those have opened.
final class ActionDigest {
    private final List<String> lines = new ArrayList<>();
    private int open;

    void add(Ledger ledger, Standing standing) {
        for (Recommendation each : ledger.pending()) {
            open++;
            if (each.isAccepted()
                    || each.segment().equals(standing.getSegment())
                    || each.segment().equals(standing.getStanding())) {
                lines.add(ledger.account() + " " + each.playbook() + " "
                        + RecommendationMessages.write(ledger.account(), each).getStatus() + "\n");
            }
        }
    }

    /// All of them.
    int open() {
        return open;
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
