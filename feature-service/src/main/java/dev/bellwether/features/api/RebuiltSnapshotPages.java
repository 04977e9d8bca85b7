package dev.bellwether.features.api;

import dev.bellwether.chassis.calls.AnswerStream;
import dev.bellwether.features.v1.AccountSnapshots;
import dev.bellwether.features.v1.FeatureVerificationSummary;
import dev.bellwether.features.v1.VerifyFeaturesResponse;

/// Many small messages cost more than a few of a middling size.
final class RebuiltSnapshotPages {

    private static final int SNAPSHOTS_A_MESSAGE = 500;

    private final AnswerStream<VerifyFeaturesResponse> pages;
    private final VerifyFeaturesResponse.Builder response = VerifyFeaturesResponse.newBuilder();
    private int snapshots;

    RebuiltSnapshotPages(AnswerStream<VerifyFeaturesResponse> pages) {
        this.pages = pages;
    }

    void add(AccountSnapshots more) {
        response.addSnapshots(more);
        snapshots += more.getSnapshotsCount();
        if (snapshots >= SNAPSHOTS_A_MESSAGE) {
            pages.send(response.build());
            response.clear();
            snapshots = 0;
        }
    }

    void end(FeatureVerificationSummary summary) {
        pages.send(response.setSummary(summary).build());
    }
}
