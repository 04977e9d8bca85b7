package dev.bellwether.playbooks.trigger;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.names.ResourceNames;
import dev.bellwether.segmentation.v1.ListMembershipEventsRequest;
import dev.bellwether.segmentation.v1.ListMembershipEventsResponse;
import dev.bellwether.segmentation.v1.MembershipEvent;
import dev.bellwether.segmentation.v1.SegmentationGrpc.SegmentationBlockingStub;
import java.util.ArrayList;
import java.util.List;

/// Reads an account's membership events from segmentation-service, which keeps those that the log no longer has.
public final class MembershipEventReader {
    private static final int PAGE = 1_000;

    private final SegmentationBlockingStub segmentation;

    public MembershipEventReader(SegmentationBlockingStub segmentation) {
        this.segmentation = segmentation;
    }

    /// All of them, by version.
    ///
    /// @throws io.grpc.StatusRuntimeException when segmentation-service does not answer
    List<MembershipEvent> of(AccountKey account) {
        var events = new ArrayList<MembershipEvent>();
        var request = ListMembershipEventsRequest.newBuilder().setParent(ResourceNames.account(account)).setPageSize(PAGE);
        ListMembershipEventsResponse page;
        do {
            page = segmentation.listMembershipEvents(request.build());
            events.addAll(page.getEventsList());
            request.setPageToken(page.getNextPageToken());
        } while (!page.getNextPageToken().isEmpty());
        return events;
    }
}
