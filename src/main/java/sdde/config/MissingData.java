package sdde.config;

/** Data that are not there, or published ones that are damaged: a plan can be made without them, a run cannot start. */
public final class MissingData extends UserError {
    private static final long serialVersionUID = 1L;

    public MissingData(String message) {
        super(message);
    }
}
