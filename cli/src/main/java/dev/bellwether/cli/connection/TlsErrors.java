package dev.bellwether.cli.connection;

import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/// Why no encrypted connection came about, in words that say what to do.
final class TlsErrors {

    private static final int DEEPEST = 10;

    private TlsErrors() {}

    /// @param address of the server
    /// @return empty when it was something else
    static Optional<String> of(Throwable failure, String address) {
        if (causes(failure).noneMatch(SSLException.class::isInstance)) {
            return Optional.empty();
        }
        if (has(failure, CertificateExpiredException.class)) {
            return Optional.of("The certificate at " + address + " has expired.");
        }
        if (has(failure, CertificateNotYetValidException.class)) {
            return Optional.of("The certificate at " + address + " is not valid yet. Is the clock of this machine right?");
        }
        // The JDK's check of names throws this itself, that of authorities its own kinds of it.
        if (causes(failure).anyMatch(cause -> cause.getClass() == CertificateException.class)) {
            return Optional.of("The certificate at " + address + " is for another name."
                    + " Use the name that it is for, or say it with --tls-name.");
        }
        if (has(failure, CertificateException.class) || has(failure, CertPathValidatorException.class)) {
            return Optional.of("The certificate at " + address + " is not of an authority that is trusted here."
                    + " Name its authority with --tls-ca.");
        }
        // Netty's own, whose class the JDK's clients do not have.
        if (causes(failure).anyMatch(cause -> cause.getClass().getSimpleName().equals("NotSslRecordException"))
                || causes(failure).anyMatch(cause -> String.valueOf(cause.getMessage()).contains("plaintext connection"))) {
            return Optional.of("What answers at " + address + " does not speak TLS. Is the address right, and its port?");
        }
        return Optional.of("No TLS connection comes about with " + address + ". Is the address right, and does its port speak TLS?");
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> kind) {
        return causes(failure).anyMatch(kind::isInstance);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause).limit(DEEPEST);
    }
}
