package dev.bellwether.simulator;

import dev.bellwether.playbooks.v1.ActionKind;
import java.util.Optional;

/// What a play does to an account when it is carried out: the truth that measures of success are held against. It works with a chance
/// that depends on what the account is; when it works, the account lives in another way from then on, and is something else.
/// docs/simulator.md shows the chances as a table.
///
/// An account that has cancelled does not come back. A play has no effect on accounts without such a chance: a moderate customer that
/// looks at risk for a while was in no danger.
final class PlayEffects {

    /// What an account is, and how it lives, after a play that has worked.
    record Turned(Persona persona, UsageTrajectory life) {}

    private PlayEffects() {}

    /// @param day of the account's life on which the play is carried out
    /// @return empty when it does not work
    static Optional<Turned> of(SimulatedAccount account, ActionKind kind, int day) {
        Dice dice = account.diceOfPlay(kind, day);
        return dice.chance(chance(kind, account.persona())) ? Optional.of(turned(account, kind, day, dice)) : Optional.empty();
    }

    static double chance(ActionKind kind, Persona persona) {
        return switch (kind) {
            case CHURN_PREVENTION -> persona == Persona.DECLINING ? 0.6 : persona == Persona.DORMANT ? 0.45 : 0;
            case ONBOARDING -> persona == Persona.SLEEPING_GIANT ? 0.5 : persona == Persona.NEWCOMER ? 0.6 : 0;
            case ADOPTION -> persona == Persona.MODERATE || persona == Persona.NEWCOMER ? 0.35 : 0;
            case WIN_BACK -> persona == Persona.SILENT ? 0.3 : 0;
            case UPSELL -> persona == Persona.GROWING_POWER ? 0.6 : persona == Persona.STEADY_POWER ? 0.3 : 0;
            case RENEWAL -> 0.9;
            case FEEDBACK -> 0.5;
            case ADVOCACY -> 0.4;
            case ACTION_KIND_UNSPECIFIED, UNRECOGNIZED -> 0;
        };
    }

    private static Turned turned(SimulatedAccount account, ActionKind kind, int day, Dice dice) {
        return switch (kind) {
            case CHURN_PREVENTION -> rising(account, Persona.MODERATE, account.life().best().times(dice.between(0.9, 1.2)), day, dice);
            case ONBOARDING, WIN_BACK -> rising(account, Persona.MODERATE,
                    SimulatedUsage.moderate(account.company().type(), dice).times(dice.between(1.1, 1.8)), day, dice);
            case ADOPTION -> rising(account, Persona.STEADY_POWER, SimulatedUsage.power(account.company().type(), dice), day, dice);
            case UPSELL, RENEWAL, FEEDBACK, ADVOCACY, ACTION_KIND_UNSPECIFIED, UNRECOGNIZED ->
                new Turned(account.persona(), account.life());
        };
    }

    /// Nothing happens for a day or two; a week later the people are there.
    private static Turned rising(SimulatedAccount account, Persona persona, SimulatedUsage to, int day, Dice dice) {
        int heard = day + dice.whole(1, 2);
        return new Turned(persona, account.life().until(heard).turn(heard + dice.whole(3, 7), to.inMood(0.85)).build());
    }
}
