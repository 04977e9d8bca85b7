package dev.bellwether.simulator;

import dev.bellwether.playbooks.v1.ActionKind;
import dev.bellwether.simulator.Milestones.Milestone;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/// One simulated customer, with its whole life planned. Every day of it can be played for itself.
///
/// @param seed    of everything that is drawn for this account
/// @param origin  the persona that its history is written by
/// @param persona what it is: another one when a play has worked
/// @param liking  the features in the order in which it takes to them
record SimulatedAccount(
        String id,
        long seed,
        Persona origin,
        Persona persona,
        Company company,
        UsageTrajectory life,
        byte[] liking,
        List<Milestone> milestones) {

    /// What a step of the account's seed stands for.
    private static final int LIFE = 1;
    private static final int COMPANY = 2;
    private static final int LIKING = 3;
    private static final int COMMERCE = 4;
    private static final int CARE = 5;
    private static final int ROLLOUT = 6;
    private static final int TIMES = 7;
    private static final int WEEK = 8;
    private static final int DAY = 9;
    private static final int PLAY = 10;

    static SimulatedAccount plan(Population.Place place, SimulationSettings settings) {
        int end = settings.days();
        long seed = place.seed();
        Persona persona = place.persona().within(end);
        UsageTrajectory life = new TrajectoryPlanner(place.type(), end, Dice.of(seed, LIFE)).write(persona);
        Company company = Company.draw(place.type(), persona, life, Dice.of(seed, COMPANY));
        byte[] liking = Catalogue.liking(Dice.of(seed, LIKING));
        return new SimulatedAccount(place.id(), seed, persona, persona, company, life, liking,
                milestones(seed, persona, company, life, liking, settings, end));
    }

    /// The same account, living on to a later day, and from a day on in another way. What was planned for the days before stays;
    /// its contract, its invoices and its open cases continue, since they are drawn again in the same order.
    ///
    /// @param through the last day that is planned
    SimulatedAccount goingOn(Persona nowIs, UsageTrajectory nowLives, int from, int through, SimulationSettings settings) {
        Company grown = company.withRoomFor(nowLives);
        List<Milestone> all = Stream.concat(
                milestones.stream().filter(milestone -> milestone.day() < from),
                milestones(seed, origin, grown, nowLives, liking, settings, through).stream().filter(milestone -> milestone.day() >= from))
                .toList();
        return new SimulatedAccount(id, seed, origin, nowIs, grown, nowLives, liking, all);
    }

    private static List<Milestone> milestones(
            long seed, Persona persona, Company company, UsageTrajectory life, byte[] liking, SimulationSettings settings, int through) {
        LocalDate firstDay = settings.firstDay();
        Milestones milestones = new Milestones(through, Dice.of(seed, TIMES));
        new BillingSimulator(company, persona, life, firstDay, settings.days(), through, Dice.of(seed, COMMERCE), milestones).plan();
        new SupportSimulator(company, life, through, Dice.of(seed, CARE), milestones).plan();
        new ReleaseSimulator(company, life, firstDay, through, Dice.of(seed, ROLLOUT), milestones).plan(liking);
        return milestones.inOrder();
    }

    /// Of what a play that begins on a day does to it.
    Dice diceOfPlay(ActionKind kind, int day) {
        return Dice.of(Dice.child(seed, PLAY), kind.getNumber(), day);
    }

    String segment() {
        return persona.stage().segment(company.type());
    }

    /// People expected on a day, before chance. No two weeks are alike, and one in twenty is a holiday.
    double visits(int day, LocalDate date) {
        double visits = life.usage(day).visits();
        if (visits == 0) {
            return 0;
        }
        Dice week = Dice.of(seed, WEEK, Math.floorDiv(date.toEpochDay() + 3, 7));
        double busy = week.chance(0.05) ? 0.25 : week.logNormal(1, 0.22);
        boolean workday = date.getDayOfWeek().getValue() <= 5;
        return visits * busy * (workday ? 1 : company.weekend());
    }

    /// @param round 0, or the repetition of a day that more is wanted of than it has
    Dice diceOf(LocalDate date, int round) {
        return Dice.of(Dice.child(seed, DAY), date.toEpochDay(), round);
    }
}
