package dev.bellwether.local.simulator;

import dev.bellwether.local.simulator.Milestones.Milestone;
import java.time.LocalDate;
import java.util.List;

/// One simulated customer, with its whole life planned. Every day of it can be played for itself.
///
/// @param seed   of everything that is drawn for this account
/// @param liking the features in the order in which it takes to them
record Account(
        String id,
        long seed,
        Persona persona,
        Company company,
        Life life,
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

    static Account plan(Population.Place place, SimulationSettings settings) {
        int end = settings.days();
        long seed = place.seed();
        Persona persona = place.persona().within(end);
        Life life = new Biographer(place.type(), end, Dice.of(seed, LIFE)).write(persona);
        Company company = Company.draw(place.type(), persona, life, Dice.of(seed, COMPANY));
        byte[] liking = Catalogue.liking(Dice.of(seed, LIKING));

        LocalDate firstDay = settings.firstDay();
        Milestones milestones = new Milestones(end, Dice.of(seed, TIMES));
        new Commerce(company, persona, life, firstDay, end, Dice.of(seed, COMMERCE), milestones).plan();
        new Care(company, life, end, Dice.of(seed, CARE), milestones).plan();
        new Rollout(company, life, firstDay, end, Dice.of(seed, ROLLOUT), milestones).plan(liking);
        return new Account(place.id(), seed, persona, company, life, liking, milestones.inOrder());
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
