package sdde.track;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Trust in a user's own certificate authority, besides those that Java trusts anyway. */
final class Certificates {
    private static final String WORD = "public"; // a trust store holds no secret, but must have a password

    private Certificates() {}

    /**
     * For our own calls, and for those of the MLflow client, which asks the whole virtual machine.
     *
     * @param pem one certificate or several
     * @throws IllegalArgumentException if there are none in the file
     */
    static SSLContext trust(Path pem) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            int count = 0;
            for (Certificate known : all(pem)) {
                store.setCertificateEntry("authority-" + count++, known);
            }
            TrustManagerFactory factory = factory(store);
            share(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "no certificate can be read from MLFLOW_TRACKING_SERVER_CERT_PATH=" + pem, e);
        }
    }

    private static List<Certificate> all(Path pem) throws IOException, GeneralSecurityException {
        List<Certificate> all = new ArrayList<>();
        try (InputStream in = Files.newInputStream(pem)) {
            all.addAll(CertificateFactory.getInstance("X.509").generateCertificates(in));
        }
        if (all.isEmpty()) {
            throw new IOException("no certificate in " + pem);
        }
        for (TrustManager manager : factory(null).getTrustManagers()) {
            if (manager instanceof X509TrustManager usual) {
                all.addAll(List.<X509Certificate>of(usual.getAcceptedIssuers()));
            }
        }
        return all;
    }

    private static TrustManagerFactory factory(@org.jspecify.annotations.Nullable KeyStore store)
            throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }

    private static void share(KeyStore store) throws IOException, GeneralSecurityException {
        Path file = Files.createTempFile("sdde-trust-", ".p12");
        file.toFile().deleteOnExit();
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, WORD.toCharArray());
        }
        System.setProperty("javax.net.ssl.trustStore", file.toString());
        System.setProperty("javax.net.ssl.trustStorePassword", WORD);
        System.setProperty("javax.net.ssl.trustStoreType", "PKCS12");
    }
}
