package dev.bellwether.simulator;

import dev.bellwether.ingestion.v1.CompanyType;

/// Writes the life of an account by its persona. The figures are days; `end` is today.
final class TrajectoryPlanner {

    private final CompanyType type;
    private final int end;
    private final Dice dice;

    TrajectoryPlanner(CompanyType type, int end, Dice dice) {
        this.type = type;
        this.end = end;
        this.dice = dice;
    }

    UsageTrajectory write(Persona persona) {
        return switch (persona) {
            case STEADY_POWER -> power(1).build();
            case GROWING_POWER -> power(dice.between(1.15, 1.6)).build();
            case DECLINING -> declining();
            case DORMANT -> dormant();
            case SLEEPING_GIANT -> sleepingGiant();
            case NEWCOMER -> newcomer();
            case MODERATE -> moderate();
            case CANCELLED -> cancelled();
            case SILENT -> silent();
        };
    }

    private UsageTrajectory.Builder power(double growth) {
        int start = start(55);
        SimulatedUsage power = SimulatedUsage.power(type, dice);
        UsageTrajectory.Builder life = UsageTrajectory.from(start, SimulatedUsage.starting(type, dice));
        if (end - start > 120 && dice.chance(0.35)) {
            int rise = end - dice.whole(60, 85);
            life.turn(start + dice.whole(7, 20), SimulatedUsage.moderate(type, dice)).stay(rise).turn(rise + dice.whole(10, 25), power);
        } else {
            life.turn(start + dice.whole(8, 21), power);
            if (end - start > 130 && dice.chance(0.15)) {
                dip(life, power, start + dice.whole(30, 45));
            }
        }
        return growth == 1 ? life : life.turn(end, power.times(growth));
    }

    private UsageTrajectory declining() {
        int decline = end - dice.whole(32, 52);
        int start = start(85);
        SimulatedUsage before = goodCustomer();
        return UsageTrajectory.from(start, SimulatedUsage.starting(type, dice))
                .turn(start + dice.whole(8, 18), before)
                .stay(decline)
                .turn(end - dice.whole(4, 12), before.times(dice.between(0.04, 0.25)).inMood(0.3))
                .build();
    }

    private UsageTrajectory dormant() {
        int silence = end - dice.whole(15, 56);
        int start = start(85);
        SimulatedUsage before = goodCustomer();
        UsageTrajectory.Builder life =
                UsageTrajectory.from(start, SimulatedUsage.starting(type, dice)).turn(start + dice.whole(8, 18), before);
        if (dice.chance(0.5)) {
            life.stay(silence - dice.whole(8, 16)).turn(silence - 1, before.times(0.3).inMood(0.3));
        } else {
            life.stay(silence - 1);
        }
        return life.turn(silence, SimulatedUsage.NONE).build();
    }

    private UsageTrajectory sleepingGiant() {
        return UsageTrajectory.from(start(50), SimulatedUsage.minimal(type, dice))
                .turn(end, SimulatedUsage.minimal(type, dice))
                .build();
    }

    private UsageTrajectory newcomer() {
        // One in seven is eager and does from the beginning what others do after months.
        SimulatedUsage first = SimulatedUsage.starting(type, dice).times(dice.chance(1 / 7.0) ? dice.between(2, 4) : 1);
        return UsageTrajectory.from(Math.max(0, end - dice.whole(3, 28)), first)
                .turn(end, first.times(dice.between(0.7, 1.5)))
                .build();
    }

    private UsageTrajectory moderate() {
        int start = start(50);
        SimulatedUsage moderate = SimulatedUsage.moderate(type, dice);
        UsageTrajectory.Builder life = UsageTrajectory.from(start, SimulatedUsage.starting(type, dice));
        boolean longLife = end - start > 150;
        if (longLife && dice.chance(0.12)) {
            life.turn(start + 10, SimulatedUsage.power(type, dice)).stay(start + dice.whole(20, 30)).turn(start + 45, moderate);
        } else {
            life.turn(start + dice.whole(7, 25), moderate);
            if (longLife && dice.chance(0.2)) {
                dip(life, moderate, start + dice.whole(30, 50));
            }
        }
        return life.turn(end, moderate.times(dice.between(0.85, 1.2))).build();
    }

    private UsageTrajectory cancelled() {
        int start = start(58);
        int goodbye = Math.max(start + 25, end - dice.whole(3, 110));
        SimulatedUsage before = dice.chance(0.7) ? goodCustomer() : SimulatedUsage.moderate(type, dice);
        UsageTrajectory.Builder life = UsageTrajectory.from(start, SimulatedUsage.starting(type, dice)).turn(start + 12, before);
        if (dice.chance(0.75)) {
            life.stay(goodbye - dice.whole(10, 35)).turn(goodbye, before.times(dice.between(0.05, 0.5)).inMood(0.2));
        } else {
            life.stay(goodbye);
        }
        return life.cancel(goodbye).build();
    }

    private UsageTrajectory silent() {
        int start = dice.whole(0, Math.max(0, end - 130));
        int silence = Math.max(start + 25, end - dice.whole(93, 130));
        SimulatedUsage before = goodCustomer();
        return UsageTrajectory.from(start, SimulatedUsage.starting(type, dice))
                .turn(start + 9, before)
                .stay(silence - 10)
                .turn(silence - 1, before.times(0.4).inMood(0.3))
                .turn(silence, SimulatedUsage.NONE)
                .build();
    }

    /// What an account was before things went wrong: a power user, or a moderate one of the better kind.
    private SimulatedUsage goodCustomer() {
        return dice.chance(0.5) ? SimulatedUsage.power(type, dice) : SimulatedUsage.moderate(type, dice).times(dice.between(1, 1.8));
    }

    /// Three or four bad weeks that the account recovers from.
    private void dip(UsageTrajectory.Builder life, SimulatedUsage usual, int from) {
        life.stay(from)
                .turn(from + 4, usual.times(dice.between(0.2, 0.5)).inMood(0.4))
                .stay(from + dice.whole(16, 26))
                .turn(from + 32, usual);
    }

    /// The account's first day. Half of them are customers already when the tenant connects its systems, and appear in the
    /// first days; the others join later, but long enough ago for their persona.
    private int start(int tenure) {
        int latest = Math.max(0, end - tenure);
        return dice.chance(0.5) ? dice.whole(0, Math.min(6, latest)) : dice.whole(0, latest);
    }
}
