package dev.bellwether.simulator;

import dev.bellwether.ingestion.v1.CompanyType;

/// Where a customer stands. Together with the company type one of the twelve lifecycle segments.
enum LifecycleStage {
    CHURNED("churned"),
    NEW_USER("new-user"),
    AT_RISK("at-risk"),
    SLEEPING_GIANT("sleeping-giant"),
    POWER_USER("power-user"),
    NURTURE_AND_GROW("nurture-and-grow");

    private final String id;

    LifecycleStage(String id) {
        this.id = id;
    }

    String segment(CompanyType type) {
        return (type == CompanyType.ENTERPRISE ? "enterprise-" : "self-serve-") + id;
    }
}
