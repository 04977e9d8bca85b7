package dev.bellwether.segmentation.api;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.calls.AnswerStreams;
import dev.bellwether.chassis.calls.VirtualCalls;
import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.names.PageToken;
import dev.bellwether.chassis.names.ResourceNames;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.segmentation.explanation.MembershipHistory;
import dev.bellwether.segmentation.explanation.MembershipView;
import dev.bellwether.segmentation.explanation.Memberships;
import dev.bellwether.segmentation.explanation.Memberships.Total;
import dev.bellwether.segmentation.membership.SegmentId;
import dev.bellwether.segmentation.scheme.Scheme.Segment;
import dev.bellwether.segmentation.scheme.SchemeRepository;
import dev.bellwether.segmentation.scheme.SchemesInForce;
import dev.bellwether.segmentation.v1.GetMembershipRequest;
import dev.bellwether.segmentation.v1.GetSchemeRequest;
import dev.bellwether.segmentation.v1.ListMembershipEventsRequest;
import dev.bellwether.segmentation.v1.ListMembershipEventsResponse;
import dev.bellwether.segmentation.v1.ListMembershipsRequest;
import dev.bellwether.segmentation.v1.ListMembershipsResponse;
import dev.bellwether.segmentation.v1.ListSchemesRequest;
import dev.bellwether.segmentation.v1.ListSchemesResponse;
import dev.bellwether.segmentation.v1.ListTransitionsRequest;
import dev.bellwether.segmentation.v1.ListTransitionsResponse;
import dev.bellwether.segmentation.v1.Membership;
import dev.bellwether.segmentation.v1.MembershipEvent;
import dev.bellwether.segmentation.v1.VerifyMembershipsRequest;
import dev.bellwether.segmentation.v1.VerifyMembershipsResponse;
import dev.bellwether.segmentation.v1.Scheme;
import dev.bellwether.segmentation.v1.SegmentationGrpc;
import dev.bellwether.segmentation.v1.SummarizeSegmentsRequest;
import dev.bellwether.segmentation.v1.SummarizeSegmentsResponse;
import dev.bellwether.segmentation.verification.MembershipVerification;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Where each account stands, and why: over gRPC.
@GrpcService
public class SegmentationGrpcService extends SegmentationGrpc.SegmentationImplBase {

    private final SchemeRepository schemes;
    private final Memberships memberships;
    private final MembershipHistory history;
    private final MembershipVerification verification;
    private final AnswerStreams streams;
    private final InstantSource clock;

    SegmentationGrpcService(SchemeRepository schemes, Memberships memberships, MembershipHistory history,
            MembershipVerification verification, AnswerStreams streams, InstantSource clock) {
        this.schemes = schemes;
        this.memberships = memberships;
        this.history = history;
        this.verification = verification;
        this.streams = streams;
        this.clock = clock;
    }

    @Override
    public void getMembership(GetMembershipRequest request, StreamObserver<Membership> caller) {
        VirtualCalls.answer(caller, () -> {
            AccountKey account = MembershipMessages.account(request.getName());
            Optional<MembershipView> found =
                    request.hasAsOf() ? history.asOf(account, past(request)) : memberships.of(account);
            return found.map(MembershipMessages::message).orElseThrow(() -> MembershipMessages.unplaced(
                    request.getName(), account, request.hasAsOf() ? Optional.of(past(request)) : Optional.empty()));
        });
    }

    @Override
    public void listMemberships(ListMembershipsRequest request, StreamObserver<ListMembershipsResponse> caller) {
        VirtualCalls.answer(caller, () -> {
            String tenant = ResourceNames.parseTenant("parent", request.getParent());
            int size = PageToken.size(request);
            List<String> position = PageToken.position(request, 1);
            List<MembershipView> found = memberships.list(tenant, segment(tenant, request),
                    position.isEmpty() ? "" : position.getFirst(), size + 1);
            ListPage<MembershipView> page = ListPage.of(request, found, size, it -> it.account().account());
            return ListMembershipsResponse.newBuilder()
                    .addAllMemberships(page.items().stream().map(MembershipMessages::message).toList())
                    .setNextPageToken(page.nextToken())
                    .build();
        });
    }

    @Override
    public void listTransitions(ListTransitionsRequest request, StreamObserver<ListTransitionsResponse> caller) {
        VirtualCalls.answer(caller, () -> {
            AccountKey account = ResourceNames.parseAccount("parent", request.getParent());
            int size = PageToken.size(request);
            List<String> position = PageToken.position(request, 1);
            long before = position.isEmpty() ? Long.MAX_VALUE : Long.parseLong(position.getFirst());
            ListPage<MembershipEvent> page = ListPage.of(
                    request, history.transitions(account, before, size + 1), size, it -> Long.toString(it.getVersion()));
            if (position.isEmpty() && page.items().isEmpty()) {
                throw MembershipMessages.unplaced(request.getParent(), account, Optional.empty());
            }
            return ListTransitionsResponse.newBuilder()
                    .addAllTransitions(page.items().stream().map(MembershipMessages::transition).toList())
                    .setNextPageToken(page.nextToken())
                    .build();
        });
    }

    @Override
    public void listMembershipEvents(ListMembershipEventsRequest request, StreamObserver<ListMembershipEventsResponse> caller) {
        VirtualCalls.answer(caller, () -> {
            AccountKey account = ResourceNames.parseAccount("parent", request.getParent());
            int size = PageToken.size(request);
            List<String> position = PageToken.position(request, 1);
            long after = position.isEmpty() ? 0 : Long.parseLong(position.getFirst());
            ListPage<MembershipEvent> page =
                    ListPage.of(request, history.after(account, after, size + 1), size, it -> Long.toString(it.getVersion()));
            return ListMembershipEventsResponse.newBuilder().addAllEvents(page.items()).setNextPageToken(page.nextToken()).build();
        });
    }

    @Override
    public void summarizeSegments(SummarizeSegmentsRequest request, StreamObserver<SummarizeSegmentsResponse> caller) {
        VirtualCalls.answer(caller, () -> {
            String tenant = ResourceNames.parseTenant("parent", request.getParent());
            Map<SegmentId, Total> totals = memberships.totals(tenant);
            SummarizeSegmentsResponse.Builder summary = SummarizeSegmentsResponse.newBuilder();
            SchemesInForce now = schemes.now();
            now.on(tenant, today()).scheme().segments().forEach(segment -> {
                Total total = totals.remove(segment.id());
                summary.addRows(SchemeMessages.total(segment, total == null ? Total.NOTHING : total));
            });
            new TreeMap<>(totals.entrySet().stream().collect(Collectors.toMap(it -> it.getKey().toString(), Map.Entry::getValue)))
                    .forEach((id, total) -> summary.addRows(SchemeMessages.total(segment(now, tenant, id), total)));
            return summary.build();
        });
    }

    @Override
    public void getScheme(GetSchemeRequest request, StreamObserver<Scheme> caller) {
        VirtualCalls.answer(caller, () -> {
            SchemeMessages.TenantScheme found = SchemeMessages.scheme(request.getName(), schemes, today());
            return SchemeMessages.message(found.tenant(), found.published());
        });
    }

    @Override
    public void listSchemes(ListSchemesRequest request, StreamObserver<ListSchemesResponse> caller) {
        VirtualCalls.answer(caller, () -> {
            String tenant = ResourceNames.parseTenant("parent", request.getParent());
            int size = PageToken.size(request);
            List<String> position = PageToken.position(request, 1);
            int before = position.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(position.getFirst());
            SchemesInForce now = schemes.now();
            List<Integer> found = now.numbers(tenant).stream().filter(it -> it < before).limit(size + 1L).toList();
            ListPage<Integer> page = ListPage.of(request, found, size, it -> Integer.toString(it));
            return ListSchemesResponse.newBuilder()
                    .addAllSchemes(page.items().stream().map(it -> SchemeMessages.message(tenant, now.revision(tenant, it))).toList())
                    .setNextPageToken(page.nextToken())
                    .build();
        });
    }

    @Override
    public void verifyMemberships(VerifyMembershipsRequest request, StreamObserver<VerifyMembershipsResponse> caller) {
        streams.answer("VerifyMemberships", caller, answers -> verification.of(request.getLogPartition(), answers));
    }

    private LocalDate past(GetMembershipRequest request) {
        LocalDate day = Dates.day("as_of", request.getAsOf());
        if (day.isAfter(today())) {
            throw new Refusal.InvalidArgument("as_of", day + " is in the future: today is " + today());
        }
        return day;
    }

    private Optional<SegmentId> segment(String tenant, ListMembershipsRequest request) {
        return request.getSegment().isEmpty() ? Optional.empty()
                : Optional.of(SchemeMessages.segment(tenant, request.getSegment(), schemes.now(), today()));
    }

    private static Segment segment(SchemesInForce schemes, String tenant, String id) {
        return schemes.segment(tenant, id)
                .orElseThrow(
                        () -> new IllegalStateException("accounts of tenant " + tenant + " are in " + id + ", of which no scheme knows"));
    }

    private LocalDate today() {
        return Dates.dayOf(clock.instant());
    }
}
