package dev.bellwether.segmentation.membership;

import java.time.LocalDate;

/// By which rules accounts are decided: those of their tenant, as they are in force on the day. As they were at one moment: what is
/// published later is not among them.
public interface RulesInForce {

    Rules on(String tenant, LocalDate day);

    /// A revision by which an account was decided before.
    Rules revision(String tenant, int number);
}
