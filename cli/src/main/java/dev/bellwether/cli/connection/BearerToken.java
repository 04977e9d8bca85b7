package dev.bellwether.cli.connection;

import dev.bellwether.cli.terminal.CommandException;
import java.util.regex.Pattern;

/// A token of the issuer that the installation trusts.
///
/// @param place where it comes from, for people, as in "the file /run/token"
record BearerToken(String value, String place) implements Credential {

    /// RFC 6750, section 2.1. Anything else would break the header.
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    /// @throws CommandException when it has not the form of one; not with what it is
    BearerToken {
        if (!FORM.matcher(value).matches()) {
            throw new CommandException("What " + place + " holds is not a bearer token, which is one word of letters, digits and -._~+/.");
        }
    }

    /// Not in what is logged or shown of it.
    @Override
    public String toString() {
        return "the token of " + place;
    }
}
