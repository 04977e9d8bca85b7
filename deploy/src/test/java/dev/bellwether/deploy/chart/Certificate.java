package dev.bellwether.deploy.chart;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A certificate of this machine that is its own authority, as the files of a Secret for TLS: `tls.crt`, `tls.key` and `ca.crt`.
record Certificate(Path folder, KeyStore store) {

    private static final String PASSWORD = "of no importance";

    static Certificate forLocalhost(Path folder) throws Exception {
        Path file = Files.createDirectories(folder).resolve("store.p12");
        ChartNodePackages.run(Path.of("."), "", List.of(System.getProperty("java.home") + "/bin/keytool", "-genkeypair", "-alias", "server",
                "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "san=dns:localhost,ip:127.0.0.1", "-validity", "2",
                "-storetype", "PKCS12", "-keystore", file.toAbsolutePath().toString(), "-storepass", PASSWORD));
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream bytes = Files.newInputStream(file)) {
            store.load(bytes, PASSWORD.toCharArray());
        }
        write(folder.resolve("tls.crt"), "CERTIFICATE", store.getCertificate("server").getEncoded());
        write(folder.resolve("ca.crt"), "CERTIFICATE", store.getCertificate("server").getEncoded());
        write(folder.resolve("tls.key"), "PRIVATE KEY", store.getKey("server", PASSWORD.toCharArray()).getEncoded());
        return new Certificate(folder, store);
    }

    /// Trusts this certificate alone.
    SSLContext trusting() throws GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static void write(Path file, String what, byte[] bytes) throws IOException {
        Files.writeString(file, "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
                + "\n-----END " + what + "-----\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
}
