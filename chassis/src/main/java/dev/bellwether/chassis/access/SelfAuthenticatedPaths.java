package dev.bellwether.chassis.access;

/// A part of a service's HTTP paths that asks for credentials of another kind by itself.
///
/// @param prefix as in `/v1/`
public record SelfAuthenticatedPaths(String prefix) {}
