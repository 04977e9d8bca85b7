package dev.bellwether.ingestion.trackingplan;

import com.google.protobuf.Timestamp;
import dev.bellwether.ingestion.v1.AccountProfile;
import java.util.Map;

/// What a group's traits say of the account, by the names that Segment gives them
/// (https://segment.com/docs/connections/spec/group/#traits), as [LooseTraits] takes them.
final class GroupProfile {

    private GroupProfile() {}

    static AccountProfile of(Map<String, Object> traits, Timestamp saidAt) {
        AccountProfile.Builder profile = AccountProfile.newBuilder();
        LooseTraits.cutText(traits, 256, "name").ifPresent(profile::setName);
        LooseTraits.text(traits, 128, "industry").ifPresent(profile::setIndustry);
        LooseTraits.companyType(traits).ifPresent(profile::setCompanyType);
        LooseTraits.employees(traits).ifPresent(profile::setEmployees);
        if (traits.get("address") instanceof Map<?, ?> address) {
            LooseTraits.country(address).ifPresent(profile::setCountry);
        }
        LooseTraits.signedUpOn(traits, saidAt).ifPresent(profile::setSignedUpOn);
        return profile.build();
    }
}
