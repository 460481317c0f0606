package sdde.config;

/** Published data that are not there, or damaged: a plan can be made without them, a run cannot start. */
public final class MissingData extends UserError {
    private static final long serialVersionUID = 1L;

    public MissingData(String message) {
        super(message);
    }
}
