package dev.bellwether.local.demo;

import dev.bellwether.cli.connection.Connection;
import dev.bellwether.cli.connection.Pages;
import dev.bellwether.segmentation.v1.ListMembershipsRequest;
import dev.bellwether.segmentation.v1.ListMembershipsResponse;
import java.util.HashMap;
import java.util.Map;

/// Which segment each account of a tenant is in.
final class MembershipCensus {

    private static final int PAGE = 5_000;

    private MembershipCensus() {}

    /// Account id to segment id.
    static Map<String, String> of(Connection connection, String tenant) {
        Map<String, String> segments = new HashMap<>();
        ListMembershipsRequest.Builder request = ListMembershipsRequest.newBuilder().setParent("tenants/" + tenant).setPageSize(PAGE);
        Pages.forEach(token -> connection.segmentation().listMemberships(request.setPageToken(token).build()),
                ListMembershipsResponse::getNextPageToken,
                page -> page.getMembershipsList()
                        .forEach(membership -> segments.put(membership.getName().split("/")[3], membership.getSegment())));
        return segments;
    }
}
