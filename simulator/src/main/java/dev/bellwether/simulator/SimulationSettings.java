package dev.bellwether.simulator;

import java.time.LocalDate;

/// What is simulated.
///
/// @param tenant   the SaaS company whose customers are simulated
/// @param accounts how many customers it has. Adding some changes nothing about those that were there
/// @param days     how many days of history lie before `today`. From 130 days on every persona has the time it needs;
///                 in a shorter window an account whose persona needs more is a newcomer
/// @param seed     the same settings give the same events, to the byte
/// @param today    the first day that is not history (UTC)
public record SimulationSettings(String tenant, int accounts, int days, long seed, LocalDate today) {

    public SimulationSettings {
        if (tenant.isBlank()) {
            throw new IllegalArgumentException("tenant must not be blank");
        }
        if (accounts < 1) {
            throw new IllegalArgumentException("accounts must be 1 or more, but is " + accounts);
        }
        if (days < 1 || days > 3650) {
            throw new IllegalArgumentException("days must be 1 to 3650, but is " + days);
        }
    }

    LocalDate firstDay() {
        return today.minusDays(days);
    }
}
