package dev.bellwether.simulator;

import dev.bellwether.ingestion.v1.CompanyType;

/// How an account uses the product on a day.
///
/// @param visits  people who come on a workday, on average
/// @param breadth features that they choose from
/// @param minutes median length of a session
/// @param mood    how content they are, from 0 to 1: colours surveys and support cases
record SimulatedUsage(double visits, double breadth, double minutes, double mood) {

    static final SimulatedUsage NONE = new SimulatedUsage(0, 1, 5, 0.4);

    /// One Enterprise power user in six is a small team of enthusiasts in a company that does not know of them.
    static SimulatedUsage power(CompanyType type, Dice dice) {
        return enterprise(type)
                ? new SimulatedUsage(dice.chance(1 / 6.0) ? dice.logNormal(0.9, 0.3) : dice.logNormal(5, 0.45),
                        dice.normal(18, 4), dice.logNormal(29, 0.3), 0.9)
                : new SimulatedUsage(dice.logNormal(1.35, 0.4), dice.normal(14, 3.5), dice.logNormal(26, 0.3), 0.9);
    }

    static SimulatedUsage moderate(CompanyType type, Dice dice) {
        return enterprise(type)
                ? new SimulatedUsage(dice.logNormal(0.45, 0.35), dice.normal(6.5, 1.5), dice.logNormal(12, 0.3), 0.72)
                : new SimulatedUsage(dice.logNormal(0.33, 0.3), dice.normal(5, 1.3), dice.logNormal(11, 0.3), 0.72);
    }

    static SimulatedUsage minimal(CompanyType type, Dice dice) {
        return new SimulatedUsage(dice.logNormal(enterprise(type) ? 0.085 : 0.07, 0.3), dice.normal(2.5, 0.7),
                dice.logNormal(7, 0.3), 0.6);
    }

    static SimulatedUsage starting(CompanyType type, Dice dice) {
        return new SimulatedUsage(dice.logNormal(enterprise(type) ? 0.3 : 0.27, 0.4), dice.normal(3.5, 1),
                dice.logNormal(9, 0.3), 0.75);
    }

    /// As much of it, with as many fewer features.
    SimulatedUsage times(double factor) {
        return new SimulatedUsage(visits * factor, breadth * StrictMath.sqrt(factor), minutes * StrictMath.pow(factor, 0.25), mood);
    }

    SimulatedUsage inMood(double newMood) {
        return new SimulatedUsage(visits, breadth, minutes, newMood);
    }

    SimulatedUsage towards(SimulatedUsage later, double share) {
        return new SimulatedUsage(
                visits + (later.visits - visits) * share,
                breadth + (later.breadth - breadth) * share,
                minutes + (later.minutes - minutes) * share,
                mood + (later.mood - mood) * share);
    }

    private static boolean enterprise(CompanyType type) {
        return type == CompanyType.ENTERPRISE;
    }
}
