package dev.bellwether.features.calculation;

import dev.bellwether.features.state.Days;
import dev.bellwether.features.state.Fact;
import dev.bellwether.features.v1.Features;
import dev.bellwether.ingestion.v1.CompanyType;

/// What the profiles say, as they go by in order of time: each field keeps the last value given. Absent text is "",
/// an absent number is NaN, no day is [Days#NONE].
final class ProfileValues {
    CompanyType companyType;
    String name;
    String industry;
    String deploymentModel;
    String country;
    double employees;
    double annualRevenueGrowth;
    double annualEmployeeGrowth;
    int signedUpDay;

    void reset() {
        companyType = CompanyType.SELF_SERVE;
        name = "";
        industry = "";
        deploymentModel = "";
        country = "";
        employees = Double.NaN;
        annualRevenueGrowth = Double.NaN;
        annualEmployeeGrowth = Double.NaN;
        signedUpDay = Days.NONE;
    }

    void given(Fact.Profile profile) {
        if (profile.companyType() != CompanyType.COMPANY_TYPE_UNSPECIFIED) {
            companyType = profile.companyType();
        }
        name = profile.name().orElse(name);
        industry = profile.industry().orElse(industry);
        deploymentModel = profile.deploymentModel().orElse(deploymentModel);
        country = profile.country().orElse(country);
        if (profile.employees().isPresent()) {
            employees = profile.employees().getAsLong();
        }
        annualRevenueGrowth = profile.annualRevenueGrowth().orElse(annualRevenueGrowth);
        annualEmployeeGrowth = profile.annualEmployeeGrowth().orElse(annualEmployeeGrowth);
        signedUpDay = profile.signedUpDay().orElse(signedUpDay);
    }

    void into(Features.Builder out) {
        out.setCompanyType(companyType);
        if (!name.isEmpty()) {
            out.setAccountName(name);
        }
        if (!industry.isEmpty()) {
            out.setIndustry(industry);
        }
        if (!deploymentModel.isEmpty()) {
            out.setDeploymentModel(deploymentModel);
        }
        if (!country.isEmpty()) {
            out.setCountry(country);
        }
        if (!Double.isNaN(employees)) {
            out.setEmployees(employees);
        }
        if (!Double.isNaN(annualRevenueGrowth)) {
            out.setAnnualRevenueGrowth(annualRevenueGrowth);
        }
        if (!Double.isNaN(annualEmployeeGrowth)) {
            out.setAnnualEmployeeGrowth(annualEmployeeGrowth);
        }
    }
}
