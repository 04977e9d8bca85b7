package dev.bellwether.chassis.access;

import org.jose4j.lang.UnresolvableKeyException;

/// The issuer's keys have not been fetched yet, so that nothing can be said of a token.
final class SigningKeysUnavailableException extends UnresolvableKeyException {
    SigningKeysUnavailableException() {
        super("the issuer's keys are not known yet");
    }
}
