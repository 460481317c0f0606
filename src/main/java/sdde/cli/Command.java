package sdde.cli;

import org.apache.commons.cli.Options;

/** One command of the program. */
interface Command {
    /** What follows {@code sweep}. */
    String name();

    /** One line, without a full stop. */
    String summary();

    /** What follows the name, {@code FILE}; empty if nothing does. */
    default String arguments() {
        return "";
    }

    /** Besides {@code --help}. */
    default Options options() {
        return new Options();
    }

    /** Lines a user can copy, each with a comment. */
    String examples();

    /** How a user calls it. */
    default String call() {
        return "sweep " + name();
    }

    /** @return exit code. @throws sdde.config.UserError for everything that the user can mend */
    int run(Invocation invocation) throws Exception;
}
