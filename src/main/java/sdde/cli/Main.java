package sdde.cli;

import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.MissingArgumentException;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;
import sdde.config.DidYouMean;
import sdde.config.UserError;
import sdde.run.DiskTrouble;
import sdde.store.Database;

/** The program's entry: {@code sweep COMMAND …}. */
public final class Main {
    /** All went well. */
    static final int OK = 0;
    /** Some runs failed or diverged. */
    static final int SOME_FAILED = 1;
    /** The user can mend it. */
    static final int USER_ERROR = 2;
    /** We have to mend it. */
    static final int INTERNAL_ERROR = 3;
    /** Stopped by Ctrl-C; the same command goes on. */
    static final int STOPPED = 130;

    private Main() {}

    public static void main(String[] args) {
        Console console = Console.ofProcess();
        int code = run(args, Program.ofProcess(), console);
        console.flush();
        System.exit(code);
    }

    static int run(String[] args, Program program, Console console) {
        try {
            return dispatch(args, program, console);
        } catch (UserError e) {
            console.error(String.valueOf(e.getMessage()));
            return USER_ERROR;
        } catch (Throwable e) {
            Optional<String> disk = DiskTrouble.of(e);
            if (disk.isPresent()) {
                console.error(disk.get() + "; make room or let it be written to, then the same command can go on");
                return USER_ERROR;
            }
            Optional<String> damage = Database.damage(e);
            if (damage.isPresent()) {
                console.error("the results database is damaged (%s); make it anew from the run folders: sweep rebuild"
                        .formatted(damage.get()));
                return USER_ERROR;
            }
            String trace = ErrorLog.write(program.root(), args, e);
            Optional<String> file =
                    e instanceof UncheckedIOException io ? FileTrouble.of(io, program, args) : Optional.empty();
            if (file.isPresent()) {
                console.error(
                        "%s; see whether somebody else has changed it, else report %s".formatted(file.get(), trace));
                return USER_ERROR;
            }
            console.error("%s; this is a fault of the program: its trace is in %s".formatted(e, trace));
            return INTERNAL_ERROR;
        }
    }

    private static int dispatch(String[] args, Program program, Console console) throws Exception {
        String first = args.length == 0 ? "help" : args[0];
        String name =
                switch (first) {
                    case "--help", "-h" -> "help";
                    case "--version", "-V" -> "version";
                    default -> first;
                };
        Command command = Commands.find(name).orElseThrow(() -> unknown(name));
        List<String> rest = args.length == 0 ? List.of() : Arrays.asList(args).subList(1, args.length);
        if (rest.contains("--help") || rest.contains("-h")) {
            console.print(Help.of(command));
            return OK;
        }
        Invocation invocation = new Invocation(parse(command, rest), program, console);
        invocation.dataFolder().use();
        return command.run(invocation);
    }

    private static UserError unknown(String name) {
        String hint = DidYouMean.hint(name, Commands.names());
        return new UserError("unknown command '%s'%s known: %s"
                .formatted(name, hint.isEmpty() ? ";" : hint, String.join(", ", Commands.names())));
    }

    private static CommandLine parse(Command command, List<String> args) {
        Options options = Help.optionsOf(command);
        String see = "see: " + command.call() + " --help";
        try {
            return DefaultParser.builder()
                    .setAllowPartialMatching(false)
                    .build()
                    .parse(options, args.toArray(new String[0]));
        } catch (UnrecognizedOptionException e) {
            List<String> known = options.getOptions().stream()
                    .map(Option::getLongOpt)
                    .sorted()
                    .toList();
            String got = Optional.ofNullable(e.getOption()).orElse("").replaceFirst("^-+", "");
            throw new UserError(
                    "unknown option '%s' of '%s'%s %s".formatted(e.getOption(), command.name(), hint(got, known), see));
        } catch (MissingArgumentException e) {
            Option option = e.getOption();
            throw new UserError("option '--%s' needs %s; %s".formatted(option.getLongOpt(), option.getArgName(), see));
        } catch (ParseException e) {
            throw new UserError(e.getMessage() + "; " + see, e);
        }
    }

    private static String hint(String got, List<String> known) {
        return known.stream()
                .filter(name -> !got.isEmpty() && name.startsWith(got))
                .findFirst()
                .or(() -> DidYouMean.nearest(got, known))
                .map(name -> "; did you mean '--" + name + "'?")
                .orElse(";");
    }
}
