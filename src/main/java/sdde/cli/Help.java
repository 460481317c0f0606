package sdde.cli;

import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** {@code --help} of a command. */
final class Help {
    private Help() {}

    static Options optionsOf(Command command) {
        Options options = command.options();
        options.addOption(Option.builder("h")
                .longOpt("help")
                .desc("show this and do nothing")
                .build());
        return options;
    }

    static String of(Command command) {
        String options = optionsOf(command).getOptions().stream()
                .sorted(Comparator.comparing(Option::getLongOpt))
                .map(Help::line)
                .collect(Collectors.joining());
        return """
                %s

                usage: %s

                options:
                %s
                examples:
                %s
                exit codes: 0 ok, 1 some runs failed or diverged, 2 user error, 3 fault of the program, 130 stopped
                """
                .formatted(
                        command.summary(),
                        (command.call() + " " + command.arguments()).strip() + " [options]",
                        options,
                        command.examples().strip().indent(2));
    }

    private static String line(Option option) {
        String name = "--" + option.getLongOpt() + (option.hasArg() ? " " + option.getArgName() : "");
        return String.format(Locale.ROOT, "  %-18s %s%n", name, option.getDescription())
                .replace(System.lineSeparator(), "\n");
    }
}
