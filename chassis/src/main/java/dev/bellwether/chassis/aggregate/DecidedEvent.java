package dev.bellwether.chassis.aggregate;

/// An event that has been decided, and what it has made of the state.
public record DecidedEvent<S, E>(E event, S after) {}
