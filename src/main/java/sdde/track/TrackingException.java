package sdde.track;

/** Why something did not reach the server, in a few words without any secret. */
final class TrackingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean worthAnotherTry;

    TrackingException(String message, boolean worthAnotherTry) {
        super(message);
        this.worthAnotherTry = worthAnotherTry;
    }

    boolean worthAnotherTry() {
        return worthAnotherTry;
    }
}
