package sdde.track;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where MLflow answers, and as whom we speak to it.
 *
 * @param address http or https, with a path prefix perhaps, without credentials and without a slash at the end
 */
record Server(String address, @Nullable String user, @Nullable String password, @Nullable String token) {
    /**
     * Credentials in the address win over MLFLOW_TRACKING_USERNAME, MLFLOW_TRACKING_PASSWORD, MLFLOW_TRACKING_TOKEN.
     *
     * @throws IllegalArgumentException in words that repeat no part of a bad address, which may hold a password
     */
    static Server of(String text, Map<String, String> environment) {
        URI uri = parsed(text.strip());
        String address = uri.getScheme() + "://" + host(uri) + path(uri);
        String info = uri.getUserInfo();
        if (info != null) {
            String[] parts = info.split(":", 2);
            return new Server(address, parts[0], parts.length == 2 ? parts[1] : "", null);
        }
        return new Server(
                address,
                environment.get("MLFLOW_TRACKING_USERNAME"),
                environment.get("MLFLOW_TRACKING_PASSWORD"),
                environment.get("MLFLOW_TRACKING_TOKEN"));
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
