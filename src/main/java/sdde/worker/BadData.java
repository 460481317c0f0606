package sdde.worker;

import sdde.config.UserError;

/** Data that a job needs cannot be used; other jobs that need them fare no better. */
final class BadData extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadData(UserError reason) {
        super(reason.getMessage(), reason);
    }
}
