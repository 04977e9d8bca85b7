package dev.bellwether.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.bellwether.playbooks.v1.VerifyRecommendationsResponse;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerificationTest {

    private static VerifyRecommendationsResponse partition(String features, String memberships, String actions) {
        return VerifyRecommendationsResponse.newBuilder().setEvents(10).setAccounts(2).setOpenRecommendations(1)
                .setFeatureDigest(ByteString.copyFromUtf8(features)).setMembershipDigest(ByteString.copyFromUtf8(memberships))
                .setActionDigest(ByteString.copyFromUtf8(actions)).build();
    }

    @Test
    void the_digest_covers_features_memberships_and_actions_of_every_partition_in_order() {
        Verification verification = Verification.sum(List.of(partition("a", "b", "c"), partition("d", "e", "f")));

        // printf abcdef | sha256sum
        assertThat(verification.digest()).isEqualTo("bef57ec7f53a6d40beb640a780a639c83bc29ac8a9816f1fc6c5c6dcd93c4721");
        assertThat(verification.events()).isEqualTo(20);
        assertThat(verification.accounts()).isEqualTo(4);
        assertThat(verification.differenceCount()).isZero();
    }

    @Test
    void differences_are_counted_and_shown() {
        Verification verification = Verification.sum(List.of(partition("a", "b", "c"),
                partition("d", "e", "f").toBuilder().setDifferingFeatures(1).setDifferingActions(2).addDifferences("acme/a1: mrr differs")
                        .build()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        verification.print(new PrintStream(out));

        assertThat(verification.differenceCount()).isEqualTo(3);
        assertThat(out.toString()).contains("3 differences: features of 1 account, memberships of 0 accounts, 2 actions of 2 open ones.")
                .contains("  acme/a1: mrr differs");
    }
}
