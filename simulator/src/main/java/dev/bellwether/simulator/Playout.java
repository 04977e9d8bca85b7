package dev.bellwether.simulator;

import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.playbooks.v1.ActionKind;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The days after a simulation's history. Accounts live on as they lived at its end, until a play that is carried out for one of
/// them works: from then on its life takes another way. A function of the settings and of what was carried out when.
public final class Playout {

    private final SimulationSettings settings;
    private final int through;
    private final Map<String, SimulatedAccount> accounts = new LinkedHashMap<>();

    Playout(SimulationSettings settings, Collection<SimulatedAccount> accounts, int days) {
        this.settings = settings;
        this.through = settings.days() + days;
        accounts.forEach(account -> this.accounts.put(account.id(),
                account.goingOn(account.persona(), account.life(), settings.days(), through, settings)));
    }

    /// What the accounts do on a day, in order of time.
    public List<Event> events(LocalDate date) {
        return Simulation.play(accounts.values(), day(date), settings);
    }

    /// A play is carried out for an account. What was played of that day stays as it was: only the days after it change.
    ///
    /// @return whether it works, which only the simulator knows
    public boolean carryOut(ActionKind kind, String account, LocalDate date) {
        SimulatedAccount before = accounts.get(account);
        int day = day(date);
        Optional<PlayEffects.Turned> effect = PlayEffects.of(before, kind, day);
        effect.ifPresent(turned -> accounts.put(account,
                before.goingOn(turned.persona(), turned.life(), day + 1, through, settings)));
        return effect.isPresent();
    }

    /// What each account is now, as a segment, by account id.
    public Map<String, String> truth() {
        Map<String, String> truth = new LinkedHashMap<>();
        accounts.forEach((id, account) -> truth.put(id, account.segment()));
        return Collections.unmodifiableMap(truth);
    }

    private int day(LocalDate date) {
        int day = Math.toIntExact(ChronoUnit.DAYS.between(settings.firstDay(), date));
        if (day < settings.days() || day > through) {
            throw new IllegalArgumentException(date + " is not one of the days played out, " + settings.today() + " to "
                    + settings.firstDay().plusDays(through));
        }
        return day;
    }
}
