package dev.bellwether.segmentation.membership;

import dev.bellwether.ingestion.v1.CompanyType;

/// A lifecycle segment of a tenant's scheme: a stage of life for a type of company. Its text form is the contract's, as in
/// `enterprise-power-user`.
///
/// @param companyType never unspecified: an account that has not said counts as Self-Serve
/// @param stage       the id of the rule that leads here, as in `power-user`
public record SegmentId(CompanyType companyType, String stage) {

    private static final String ENTERPRISE = "enterprise-";
    private static final String SELF_SERVE = "self-serve-";

    public static SegmentId parse(String text) {
        if (text.startsWith(ENTERPRISE)) {
            return new SegmentId(CompanyType.ENTERPRISE, text.substring(ENTERPRISE.length()));
        }
        if (text.startsWith(SELF_SERVE)) {
            return new SegmentId(CompanyType.SELF_SERVE, text.substring(SELF_SERVE.length()));
        }
        throw new IllegalArgumentException("not a segment: " + text);
    }

    /// The company type that counts.
    public static CompanyType counted(CompanyType said) {
        return said == CompanyType.ENTERPRISE ? CompanyType.ENTERPRISE : CompanyType.SELF_SERVE;
    }

    @Override
    public String toString() {
        return (companyType == CompanyType.ENTERPRISE ? ENTERPRISE : SELF_SERVE) + stage;
    }
}
