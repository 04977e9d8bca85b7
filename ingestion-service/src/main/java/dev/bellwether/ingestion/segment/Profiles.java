package dev.bellwether.ingestion.segment;

import static dev.bellwether.ingestion.http.Members.lenientText;

import dev.bellwether.ingestion.http.JsonValue;
import dev.bellwether.ingestion.trackingplan.LooseTraits;
import com.google.protobuf.Timestamp;
import dev.bellwether.ingestion.v1.AccountProfile;
import dev.bellwether.ingestion.validation.EventLimits;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a person's traits say of them as an account of their own. A trait that does not fit is left out: it was not written
/// for us, and stands with the person all the same.
final class Profiles {

    private Profiles() {}

    static AccountProfile ofPerson(Map<String, Object> traits, Timestamp saidAt) {
        Map<String, Object> company = traits.get("company") instanceof Map<?, ?> map ? JsonValue.object("traits.company", map) : Map.of();
        Map<String, Object> address = traits.get("address") instanceof Map<?, ?> map ? JsonValue.object("traits.address", map) : Map.of();
        AccountProfile.Builder profile = AccountProfile.newBuilder();
        name(traits).map(name -> cut(name, EventLimits.PROFILE_NAME)).ifPresent(profile::setName);
        either(company, traits, from -> LooseTraits.text(from, EventLimits.PROFILE_INDUSTRY, "industry")).ifPresent(profile::setIndustry);
        either(company, traits, LooseTraits::employees).ifPresent(profile::setEmployees);
        either(company, traits, LooseTraits::companyType).ifPresent(profile::setCompanyType);
        LooseTraits.country(address).ifPresent(profile::setCountry);
        either(company, traits, from -> LooseTraits.signedUpOn(from, saidAt)).ifPresent(profile::setSignedUpOn);
        return profile.build();
    }

    private static Optional<String> name(Map<String, Object> traits) {
        String both = Stream.of(lenientText(traits, "firstName"), lenientText(traits, "lastName"))
                .flatMap(Optional::stream).collect(Collectors.joining(" "));
        return lenientText(traits, "name")
                .or(() -> Optional.of(both).filter(name -> !name.isEmpty()))
                .or(() -> lenientText(traits, "username"))
                .or(() -> lenientText(traits, "email"));
    }

    private static <T> Optional<T> either(
            Map<String, Object> first, Map<String, Object> second, Function<Map<String, Object>, Optional<T>> look) {
        return look.apply(first).or(() -> look.apply(second));
    }

    private static String cut(String text, int most) {
        return text.codePointCount(0, text.length()) <= most ? text : text.substring(0, text.offsetByCodePoints(0, most));
    }
}
