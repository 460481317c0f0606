package sdde.cli;

import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import sdde.config.UserError;
import sdde.data.files.DataFolder;
import sdde.run.Home;

/** A call of a command. */
record Invocation(CommandLine line, Program program, Console console) {
    boolean has(String option) {
        return line.hasOption(option);
    }

    /** The home that {@code --home} or SDDE_HOME names, else the project's folder. */
    Home home() {
        String given = line.getOptionValue(CommonOptions.HOME);
        return given == null ? program.home() : program.homeAt(given);
    }

    /** The data folder that {@code --data} or SDDE_DATA names, else {@code data} in the home folder. */
    DataFolder dataFolder() {
        String given =
                line.getOptionValue(CommonOptions.DATA, program.environment().getOrDefault("SDDE_DATA", ""));
        return given.isEmpty()
                ? new DataFolder(home().folder().resolve("data"))
                : new DataFolder(program.homeAt(given).folder());
    }

    /** @throws UserError unless there is exactly one argument. @param what it is, for the message */
    String onlyArgument(String what) {
        List<String> arguments = line.getArgList();
        if (arguments.size() != 1) {
            throw new UserError("expected one argument, %s, got %d%s"
                    .formatted(what, arguments.size(), arguments.isEmpty() ? "" : ": " + arguments));
        }
        return arguments.get(0);
    }

    /** @throws UserError if there is more than one argument. @param what it is, for the message */
    Optional<String> optionalArgument(String what) {
        List<String> arguments = line.getArgList();
        if (arguments.size() > 1) {
            throw new UserError("expected at most one argument, %s, got %s".formatted(what, arguments));
        }
        return arguments.stream().findFirst();
    }

    /** @throws UserError if there is any argument */
    void noArguments() {
        if (!line.getArgList().isEmpty()) {
            throw new UserError("expected no argument, got " + line.getArgList());
        }
    }

    /** Runs at a time: a thread each, so one for every core unless told otherwise. */
    int slots() {
        return number(CommonOptions.SLOTS, Runtime.getRuntime().availableProcessors(), 1, 1024);
    }

    /** @throws UserError unless it is a whole number in the range */
    int number(String option, int otherwise, int least, int most) {
        String text = line.getOptionValue(option);
        if (text == null) {
            return otherwise;
        }
        boolean whole = text.matches("[0-9]{1,9}");
        if (!whole || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            throw new UserError("option '--%s' must be a whole number from %d to %d, got '%s'"
                    .formatted(option, least, most, text));
        }
        return Integer.parseInt(text);
    }
}
