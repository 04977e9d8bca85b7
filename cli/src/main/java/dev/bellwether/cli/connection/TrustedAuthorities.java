package dev.bellwether.cli.connection;

import dev.bellwether.cli.terminal.CommandException;
import dev.bellwether.cli.terminal.FileErrors;
import io.grpc.ChannelCredentials;
import io.grpc.TlsChannelCredentials;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/// The certificate authorities that a command trusts: those of a PEM file, or those of the JVM.
///
/// @param file absent for those of the JVM
record TrustedAuthorities(Optional<Path> file) {

    /// For gRPC. With a file, its authorities and no others.
    ChannelCredentials forServices() {
        return file.map(pem -> TlsChannelCredentials.newBuilder().trustManager(trusting(read(pem).stream())).build())
                .orElseGet(TlsChannelCredentials::create);
    }

    /// The same for HTTP.
    SSLContext contextForServices() {
        return file.map(pem -> context(trusting(read(pem).stream()))).orElseGet(() -> context(null));
    }

    /// For the issuer of tokens: those of the JVM, and the file's. It may be a public one beside an installation with its own authority.
    SSLContext contextForIssuer() {
        return file.map(pem -> context(trusting(Stream.concat(ofTheJvm(), read(pem).stream())))).orElseGet(() -> context(null));
    }

    private static Collection<? extends Certificate> read(Path pem) {
        try (InputStream bytes = Files.newInputStream(pem)) {
            Collection<? extends Certificate> certificates = CertificateFactory.getInstance("X.509").generateCertificates(bytes);
            if (certificates.isEmpty()) {
                throw notPem(pem);
            }
            return certificates;
        } catch (IOException failure) {
            throw new CommandException("The file of authorities " + pem + " cannot be read: " + FileErrors.of(failure), failure);
        } catch (CertificateException _) {
            throw notPem(pem);
        }
    }

    private static CommandException notPem(Path pem) {
        return new CommandException("The file of authorities " + pem + " holds no certificate in PEM, which begins with"
                + " '-----BEGIN CERTIFICATE-----'.");
    }

    private static TrustManager[] trusting(Stream<? extends Certificate> authorities) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate authority : authorities.toList()) {
                store.setCertificateEntry("authority-" + number++, authority);
            }
            return managers(store);
        } catch (GeneralSecurityException | IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static Stream<X509Certificate> ofTheJvm() {
        try {
            return Stream.of(managers(null)).filter(X509TrustManager.class::isInstance).map(X509TrustManager.class::cast)
                    .flatMap(manager -> Stream.of(manager.getAcceptedIssuers()));
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static TrustManager[] managers(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static SSLContext context(TrustManager[] managers) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers, null);
            return context;
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
