package dev.bellwether.cli.connection;

import java.util.Optional;

/// A client that an OpenID Connect issuer knows, as the command line is one.
///
/// @param issuer   its URL
/// @param scope    to ask for, separated by spaces; absent where the issuer gives the client its scopes
/// @param audience to ask for; absent where the issuer needs no such parameter
record OidcClient(String issuer, String id, String secret, Optional<String> scope, Optional<String> audience) {

    /// Without the secret.
    @Override
    public String toString() {
        return "the client " + id + " of " + issuer;
    }
}
