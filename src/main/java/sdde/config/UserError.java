package sdde.config;

/** A mistake that the user can mend: shown as its message alone, without a stack trace, exit code 2. */
public sealed class UserError extends RuntimeException permits MissingData {
    private static final long serialVersionUID = 1L;

    public UserError(String message) {
        super(message);
    }

    public UserError(String message, Throwable cause) {
        super(message, cause);
    }

    /** The message, which is never missing. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
