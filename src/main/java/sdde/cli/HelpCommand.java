package sdde.cli;

import java.util.Locale;
import sdde.config.UserError;

/** Lists the commands, or explains one. */
final class HelpCommand implements Command {
    @Override
    public String name() {
        return "help";
    }

    @Override
    public String summary() {
        return "lists the commands, or explains one";
    }

    @Override
    public String arguments() {
        return "[COMMAND]";
    }

    @Override
    public String examples() {
        return """
                sweep help
                sweep help run
                """;
    }

    @Override
    public int run(Invocation invocation) {
        if (invocation.line().getArgList().isEmpty()) {
            invocation.console().print(overview());
            return Main.OK;
        }
        String name = invocation.onlyArgument("a command");
        Command command = Commands.find(name)
                .orElseThrow(() -> new UserError(
                        "unknown command '%s'; known: %s".formatted(name, String.join(", ", Commands.names()))));
        invocation.console().print(Help.of(command));
        return Main.OK;
    }

    private static String overview() {
        StringBuilder text = new StringBuilder("usage: sweep COMMAND [options]\n       run-sweep FILE [options]\n\n");
        for (Command command : Commands.all()) {
            text.append(String.format(Locale.ROOT, "  %-9s %s", command.name(), command.summary()))
                    .append('\n');
        }
        return text.append("\nsweep COMMAND --help shows options and examples\n")
                .toString();
    }
}
