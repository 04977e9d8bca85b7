package dev.bellwether.simulator;

import dev.bellwether.ingestion.v1.CompanyType;
import java.util.List;

/// What an account is, as against what it does.
///
/// @param hourOffset  its working hours' distance from UTC
/// @param users       people who may ever come
/// @param seats       paid for at the beginning
/// @param monthlyCost MRR in cents at the beginning
/// @param weekend     use on a weekend day, as a share of a workday's
record Company(
        CompanyType type,
        String name,
        String industry,
        String country,
        int hourOffset,
        String deployment,
        int employees,
        double revenueGrowth,
        double employeeGrowth,
        int users,
        int seats,
        long monthlyCost,
        double weekend) {

    private record Place(String country, int hourOffset) {}

    private static final List<String> FIRST = List.of(
            "Amber", "Birch", "Cedar", "Copper", "Coral", "Cobalt", "Dawn", "Ember", "Fern", "Flint", "Garnet", "Granite",
            "Hazel", "Indigo", "Iron", "Ivory", "Juniper", "Lark", "Linden", "Maple", "Marble", "Meadow", "Misty", "North",
            "Oak", "Ochre", "Opal", "Pine", "Quartz", "Raven", "Robin", "Rowan", "Sable", "Silver", "Slate", "Spruce",
            "Stone", "Tawny", "Umber", "Willow");
    private static final List<String> SECOND = List.of(
            "arch", "bay", "beam", "bridge", "brook", "cliff", "crest", "dale", "field", "ford", "forge", "gate", "glen",
            "grove", "harbour", "haven", "hill", "lake", "leaf", "light", "march", "mill", "moor", "path", "peak", "point",
            "port", "ridge", "river", "root", "sail", "shore", "spring", "star", "stream", "tide", "vale", "view", "way",
            "wood");
    private static final List<String> LARGE = List.of(" Group", " Holdings", " Industries", " Systems", " Logistics", " International");
    private static final List<String> SMALL = List.of(" Studio", " Labs", " Works", " & Co", "", " Digital");
    private static final List<String> INDUSTRIES = List.of(
            "FinTech", "HealthTech", "Retail", "Manufacturing", "Logistics", "Education", "Media", "Energy", "Software",
            "Professional Services");
    private static final List<Place> PLACES = List.of(
            new Place("US", -5), new Place("US", -8), new Place("US", -6), new Place("GB", 0), new Place("DE", 1),
            new Place("FR", 1), new Place("NL", 1), new Place("SE", 1), new Place("IN", 5), new Place("SG", 8),
            new Place("AU", 10), new Place("BR", -3), new Place("CA", -5), new Place("JP", 9));
    private static final List<String> DEPLOYMENTS = List.of("cloud", "cloud", "cloud", "hybrid", "on-premises");

    static Company draw(CompanyType type, Persona persona, UsageTrajectory life, Dice dice) {
        boolean enterprise = type == CompanyType.ENTERPRISE;
        Place place = dice.pick(PLACES);
        String name = dice.pick(FIRST) + dice.pick(SECOND) + dice.pick(enterprise ? LARGE : SMALL);
        int users = enterprise
                ? (int) StrictMath.ceil(life.mostVisits() * dice.between(1.4, 2.3)) + dice.whole(0, 3)
                : (int) StrictMath.ceil(life.mostVisits() * dice.between(1.1, 2));

        // A sleeping giant is large, or pays a lot, or most often both. Any other account may be large too, by chance.
        double kind = dice.unit();
        boolean large = persona == Persona.SLEEPING_GIANT && kind < 0.85;
        boolean dear = persona == Persona.SLEEPING_GIANT && (kind < 0.6 || kind >= 0.85);
        double employees = enterprise
                ? dice.logNormal(large ? 7000 : 700, large ? 0.5 : 0.8)
                : dice.logNormal(large ? 260 : 14, large ? 0.6 : 0.9);
        double wanted = enterprise
                ? dice.logNormal(dear ? 190 : 40, dear ? 0.45 : 0.5)
                : dice.logNormal(dear ? 16 : 3, dear ? 0.4 : 0.5);
        int seats = Math.max((int) StrictMath.round(wanted), (int) StrictMath.ceil(users * dice.between(1, 1.5)));
        long price = enterprise ? (long) dice.between(2_800, 5_500) : (long) dice.between(1_200, 2_900);

        return new Company(
                type, name, dice.pick(INDUSTRIES), place.country(), place.hourOffset(),
                enterprise ? dice.pick(DEPLOYMENTS) : "cloud",
                Math.max(1, (int) employees),
                hundredths(dice.normal(0.12, 0.2)), hundredths(dice.normal(0.06, 0.12)),
                users, seats, seats * price,
                enterprise ? dice.between(0.03, 0.2) : dice.between(0.15, 0.7));
    }

    /// The same, with as many people as a life needs: more may come when more is made of the product.
    Company withRoomFor(UsageTrajectory life) {
        int needed = (int) StrictMath.ceil(life.mostVisits() * 1.4);
        return needed <= users ? this : new Company(type, name, industry, country, hourOffset, deployment, employees,
                revenueGrowth, employeeGrowth, needed, seats, monthlyCost, weekend);
    }

    boolean enterprise() {
        return type == CompanyType.ENTERPRISE;
    }

    private static double hundredths(double value) {
        return StrictMath.round(value * 100) / 100.0;
    }
}
