package dev.bellwether.chassis.access;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSession;

/// Counts how often a credential is checked.
@Alternative
@Priority(1)
@Singleton
class CountedCredentials extends Credentials {

    private final AtomicInteger checks = new AtomicInteger();

    CountedCredentials(InstallationKeys keys, Tokens tokens) {
        super(keys, tokens);
    }

    int checks() {
        return checks.get();
    }

    @Override
    Caller authenticate(Optional<String> authorization, Optional<SSLSession> encryption) {
        checks.incrementAndGet();
        return super.authenticate(authorization, encryption);
    }
}
