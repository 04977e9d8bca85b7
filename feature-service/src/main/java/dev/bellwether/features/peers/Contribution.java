package dev.bellwether.features.peers;

import dev.bellwether.features.state.Bytes;
import dev.bellwether.features.state.BytesReader;
import dev.bellwether.ingestion.v1.CompanyType;
import java.util.Collection;

/// One partition's peers of one tenant as of one day, of both company types.
public final class Contribution {

    private final PeerSample enterprise;
    private final PeerSample selfServe;

    private Contribution(PeerSample enterprise, PeerSample selfServe) {
        this.enterprise = enterprise;
        this.selfServe = selfServe;
    }

    public static Contribution of(PeerSet enterprise, PeerSet selfServe) {
        return new Contribution(enterprise.sample(), selfServe.sample());
    }

    /// The reference that the contributions of all partitions make: a function of the set, not of its order.
    public static PeerReference reference(int day, CompanyType companyType, Collection<Contribution> contributions) {
        return PeerReference.of(
                day, PeerSample.together(contributions.stream().map(each -> each.sample(companyType)).toList()));
    }

    public byte[] encode() {
        Bytes out = new Bytes(1024);
        enterprise.encode(out);
        selfServe.encode(out);
        return out.toArray();
    }

    public static Contribution decode(byte[] bytes) {
        BytesReader in = new BytesReader(bytes);
        return new Contribution(PeerSample.decode(in), PeerSample.decode(in));
    }

    private PeerSample sample(CompanyType companyType) {
        return companyType == CompanyType.ENTERPRISE ? enterprise : selfServe;
    }
}
