package sdde.track;

/** Why something did not reach the server, in a few words without any secret. */
final class TrackingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What may be done about it. */
    enum Kind {
        /** The server may work later. */
        LATER,
        /** What was asked for is not there. */
        ABSENT,
        /** The same request will be refused again, others may not be. */
        REFUSED,
        /** Nothing will work with these credentials. */
        CREDENTIALS
    }

    private final Kind kind;
    private final boolean unanswered;

    TrackingException(Kind kind, String message) {
        this(kind, message, false);
    }

    private TrackingException(Kind kind, String message, boolean unanswered) {
        super(message);
        this.kind = kind;
        this.unanswered = unanswered;
    }

    /** The request may have been carried out, or still be. */
    static TrackingException unanswered(String message) {
        return new TrackingException(Kind.LATER, message, true);
    }

    Kind kind() {
        return kind;
    }

    /** Whether nobody knows what became of the request. */
    boolean isUnanswered() {
        return unanswered;
    }

    /** @param body as the server wrote it; only MLflow's own error code is repeated */
    static TrackingException refused(int status, String body) {
        if (status == 401 || status == 403) {
            return new TrackingException(
                    Kind.CREDENTIALS,
                    "user, password or token refused (HTTP " + status
                            + "); see MLFLOW_TRACKING_USERNAME, MLFLOW_TRACKING_PASSWORD, MLFLOW_TRACKING_TOKEN");
        }
        if (status == 404 && body.contains("RESOURCE_DOES_NOT_EXIST")) {
            return new TrackingException(Kind.ABSENT, "not there (HTTP 404)");
        }
        boolean later = status == 429 || status == 408 || status >= 500;
        boolean unanswered = status == 502 || status == 504; // a proxy, which lost sight of the server
        return new TrackingException(later ? Kind.LATER : Kind.REFUSED, "HTTP " + status + code(body), unanswered);
    }

    private static String code(String body) {
        var matcher = java.util.regex.Pattern.compile("\"error_code\"\\s*:\\s*\"([A-Z_]{1,60})\"")
                .matcher(body);
        return matcher.find() ? " " + matcher.group(1) : "";
    }
}
