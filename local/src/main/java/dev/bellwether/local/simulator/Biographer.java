package dev.bellwether.local.simulator;

import dev.bellwether.ingestion.v1.CompanyType;

/// Writes the life of an account by its persona. The figures are days; `end` is today.
final class Biographer {

    private final CompanyType type;
    private final int end;
    private final Dice dice;

    Biographer(CompanyType type, int end, Dice dice) {
        this.type = type;
        this.end = end;
        this.dice = dice;
    }

    Life write(Persona persona) {
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

    private Life.Builder power(double growth) {
        int start = start(55);
        Usage power = Usage.power(type, dice);
        Life.Builder life = Life.from(start, Usage.starting(type, dice));
        if (end - start > 120 && dice.chance(0.35)) {
            int rise = end - dice.whole(60, 85);
            life.turn(start + dice.whole(7, 20), Usage.moderate(type, dice)).stay(rise).turn(rise + dice.whole(10, 25), power);
        } else {
            life.turn(start + dice.whole(8, 21), power);
            if (end - start > 130 && dice.chance(0.15)) {
                dip(life, power, start + dice.whole(30, 45));
            }
        }
        return growth == 1 ? life : life.turn(end, power.times(growth));
    }

    private Life declining() {
        int decline = end - dice.whole(32, 52);
        int start = start(85);
        Usage before = goodCustomer();
        return Life.from(start, Usage.starting(type, dice))
                .turn(start + dice.whole(8, 18), before)
                .stay(decline)
                .turn(end - dice.whole(4, 12), before.times(dice.between(0.04, 0.25)).inMood(0.3))
                .build();
    }

    private Life dormant() {
        int silence = end - dice.whole(15, 56);
        int start = start(85);
        Usage before = goodCustomer();
        Life.Builder life = Life.from(start, Usage.starting(type, dice)).turn(start + dice.whole(8, 18), before);
        if (dice.chance(0.5)) {
            life.stay(silence - dice.whole(8, 16)).turn(silence - 1, before.times(0.3).inMood(0.3));
        } else {
            life.stay(silence - 1);
        }
        return life.turn(silence, Usage.NONE).build();
    }

    private Life sleepingGiant() {
        return Life.from(start(50), Usage.minimal(type, dice))
                .turn(end, Usage.minimal(type, dice))
                .build();
    }

    private Life newcomer() {
        // One in seven is eager and does from the beginning what others do after months.
        Usage first = Usage.starting(type, dice).times(dice.chance(1 / 7.0) ? dice.between(2, 4) : 1);
        return Life.from(Math.max(0, end - dice.whole(3, 28)), first)
                .turn(end, first.times(dice.between(0.7, 1.5)))
                .build();
    }

    private Life moderate() {
        int start = start(50);
        Usage moderate = Usage.moderate(type, dice);
        Life.Builder life = Life.from(start, Usage.starting(type, dice));
        boolean longLife = end - start > 150;
        if (longLife && dice.chance(0.12)) {
            life.turn(start + 10, Usage.power(type, dice)).stay(start + dice.whole(20, 30)).turn(start + 45, moderate);
        } else {
            life.turn(start + dice.whole(7, 25), moderate);
            if (longLife && dice.chance(0.2)) {
                dip(life, moderate, start + dice.whole(30, 50));
            }
        }
        return life.turn(end, moderate.times(dice.between(0.85, 1.2))).build();
    }

    private Life cancelled() {
        int start = start(58);
        int goodbye = Math.max(start + 25, end - dice.whole(3, 110));
        Usage before = dice.chance(0.7) ? goodCustomer() : Usage.moderate(type, dice);
        Life.Builder life = Life.from(start, Usage.starting(type, dice)).turn(start + 12, before);
        if (dice.chance(0.75)) {
            life.stay(goodbye - dice.whole(10, 35)).turn(goodbye, before.times(dice.between(0.05, 0.5)).inMood(0.2));
        } else {
            life.stay(goodbye);
        }
        return life.cancel(goodbye).build();
    }

    private Life silent() {
        int start = dice.whole(0, Math.max(0, end - 130));
        int silence = Math.max(start + 25, end - dice.whole(93, 130));
        Usage before = goodCustomer();
        return Life.from(start, Usage.starting(type, dice))
                .turn(start + 9, before)
                .stay(silence - 10)
                .turn(silence - 1, before.times(0.4).inMood(0.3))
                .turn(silence, Usage.NONE)
                .build();
    }

    /// What an account was before things went wrong: a power user, or a moderate one of the better kind.
    private Usage goodCustomer() {
        return dice.chance(0.5) ? Usage.power(type, dice) : Usage.moderate(type, dice).times(dice.between(1, 1.8));
    }

    /// Three or four bad weeks that the account recovers from.
    private void dip(Life.Builder life, Usage usual, int from) {
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
