package dev.bellwether.features.api;

import dev.bellwether.chassis.calls.AnswerStream;
import dev.bellwether.features.v1.AccountSnapshots;
import dev.bellwether.features.v1.RefoldPartitionResponse;
import dev.bellwether.features.v1.RefoldSummary;

/// Many small messages cost more than a few of a middling size.
final class RefoldPages {

    private static final int SNAPSHOTS_A_MESSAGE = 500;

    private final AnswerStream<RefoldPartitionResponse> pages;
    private final RefoldPartitionResponse.Builder response = RefoldPartitionResponse.newBuilder();
    private int snapshots;

    RefoldPages(AnswerStream<RefoldPartitionResponse> pages) {
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

    void end(RefoldSummary summary) {
        pages.send(response.setSummary(summary).build());
    }
}
