package sdde.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.apache.commons.cli.Options;
import sdde.config.UserError;
import sdde.store.Backup;

/** Copies the results database while it may be in use. */
final class BackupCommand implements Command {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    @Override
    public String name() {
        return "backup";
    }

    @Override
    public String summary() {
        return "copies the results database into a zip file, also while a sweep runs";
    }

    @Override
    public String arguments() {
        return "[FILE]";
    }

    @Override
    public Options options() {
        return new Options().addOption(CommonOptions.home());
    }

    @Override
    public String examples() {
        return """
                sweep backup                    # backups/results-20260131-120000.zip in the home folder
                sweep backup ~/results.zip
                """;
    }

    @Override
    public int run(Invocation invocation) {
        List<String> given = invocation.line().getArgList();
        if (given.size() > 1) {
            throw new UserError("expected at most one argument, a file to write, got " + given);
        }
        Path file = given.isEmpty()
                ? invocation.home().folder().resolve("backups/results-" + STAMP.format(Instant.now()) + ".zip")
                : invocation.program().folder().resolve(given.get(0));
        long rows = Backup.of(invocation.home(), file);
        invocation
                .console()
                .line("backed up %,d rows: %s; to go back: unzip it in the home folder; runs/ is not in it"
                        .formatted(rows, invocation.program().show(file)));
        return Main.OK;
    }
}
