package sdde.track;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where MLflow answers, and as whom we speak to it.
 *
 * @param address http or https, with a path prefix perhaps, without credentials and without a slash at the end
 * @param certificates of authorities that are trusted besides Java's own, PEM
 */
record Server(
        String address,
        @Nullable String user,
        @Nullable String password,
        @Nullable String token,
        @Nullable Path certificates) {
    /**
     * Credentials in the address win over MLFLOW_TRACKING_USERNAME, MLFLOW_TRACKING_PASSWORD, MLFLOW_TRACKING_TOKEN.
     *
     * @throws IllegalArgumentException in words that repeat no part of a bad address, which may hold a password
     */
    static Server of(String text, Map<String, String> environment) {
        URI uri = parsed(text.strip());
        String address = uri.getScheme() + "://" + host(uri) + path(uri);
        String pem = environment.getOrDefault("MLFLOW_TRACKING_SERVER_CERT_PATH", "");
        Path certificates = pem.isBlank() ? null : Path.of(pem);
        String info = uri.getUserInfo();
        if (info != null) {
            String[] parts = info.split(":", 2);
            return new Server(address, parts[0], parts.length == 2 ? parts[1] : "", null, certificates);
        }
        return new Server(
                address,
                filled(environment, "MLFLOW_TRACKING_USERNAME"),
                filled(environment, "MLFLOW_TRACKING_PASSWORD"),
                filled(environment, "MLFLOW_TRACKING_TOKEN"),
                certificates);
    }

    private static @Nullable String filled(Map<String, String> environment, String name) {
        String value = environment.getOrDefault(name, "");
        return value.isEmpty() ? null : value;
    }

    private static URI parsed(String text) {
        try {
            URI uri = URI.create(text);
            if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // its message would repeat the text
        }
        throw new IllegalArgumentException("the tracking address is no http or https address of a server");
    }

    private static String host(URI uri) {
        return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    }

    private static String path(URI uri) {
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        return path.replaceAll("/+$", "");
    }

    /** The address alone. */
    @Override
    public String toString() {
        return address;
    }
}
