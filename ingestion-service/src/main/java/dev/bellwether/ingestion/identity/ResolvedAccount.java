package dev.bellwether.ingestion.identity;

/// Where a message belongs.
///
/// @param user empty when no person is known
/// @param own  whether the user is an account of their own
record ResolvedAccount(String account, String user, boolean own) {}
