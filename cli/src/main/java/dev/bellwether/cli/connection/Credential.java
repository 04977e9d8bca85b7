package dev.bellwether.cli.connection;

/// What a command shows with every call: the installation's admin key, or a token of its issuer.
public interface Credential {

    String value();

    /// Where it was found, for people, as in `the admin key in …`. Never what it is.
    @Override
    String toString();
}
