package dev.bellwether.ingestion.trackingplan;

import dev.bellwether.ingestion.v1.AccountProfile;
import dev.bellwether.ingestion.v1.CompanyType;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What a group's traits say of the account, by the names that Segment gives them
/// (https://segment.com/docs/connections/spec/group/#traits). A trait that does not fit is left out: it was not written for
/// us, and an account without its country is better than none.
final class GroupProfile {

    private GroupProfile() {}

    static AccountProfile of(Map<String, Object> traits) {
        AccountProfile.Builder profile = AccountProfile.newBuilder();
        text(traits, 256, "name").ifPresent(profile::setName);
        text(traits, 128, "industry").ifPresent(profile::setIndustry);
        text(traits, 64, "companyType", "company_type").flatMap(GroupProfile::companyType).ifPresent(profile::setCompanyType);
        Stream.of("employees", "employee_count", "employeeCount").map(traits::get)
                .filter(value -> value instanceof Long count && count >= 0).map(Long.class::cast).findFirst().ifPresent(profile::setEmployees);
        if (traits.get("address") instanceof Map<?, ?> address) {
            text(address, 2, "country").filter(country -> country.matches("[A-Z]{2}")).ifPresent(profile::setCountry);
        }
        return profile.build();
    }

    private static Optional<String> text(Map<?, ?> traits, int most, String... names) {
        return Stream.of(names).map(traits::get).filter(String.class::isInstance).map(value -> ((String) value).strip())
                .filter(text -> !text.isEmpty() && text.length() <= most).findFirst();
    }

    private static Optional<CompanyType> companyType(String text) {
        return switch (text.toUpperCase(Locale.ROOT).replace('-', '_')) {
            case "ENTERPRISE" -> Optional.of(CompanyType.ENTERPRISE);
            case "SELF_SERVE" -> Optional.of(CompanyType.SELF_SERVE);
            default -> Optional.empty();
        };
    }
}
