package sdde.cli;

import java.nio.file.Path;
import java.util.SortedMap;
import org.apache.commons.cli.Options;
import sdde.store.Export;

/** Writes all tables for other programs. */
final class ExportCommand implements Command {
    @Override
    public String name() {
        return "export";
    }

    @Override
    public String summary() {
        return "writes all tables and views as CSV files, or as one SQLite file";
    }

    @Override
    public String arguments() {
        return "DIR|FILE.sqlite";
    }

    @Override
    public Options options() {
        return new Options().addOption(CommonOptions.home());
    }

    @Override
    public String examples() {
        return """
                sweep export tables/            # tables/run.csv, tables/measurement.csv, …
                sweep export results.sqlite     # one file; read it with sqlite3, pandas, R, DuckDB
                """;
    }

    @Override
    public int run(Invocation invocation) {
        String given = invocation.onlyArgument("a folder, or a file that ends in .sqlite");
        Path target = invocation.program().folder().resolve(given);
        SortedMap<String, Long> rows = given.matches(".*\\.(sqlite|sqlite3)")
                ? Export.sqlite(invocation.home(), target)
                : Export.csv(invocation.home(), target);
        rows.forEach((table, count) -> invocation.console().line("%-20s %,12d rows".formatted(table, count)));
        invocation.console().line("exported: " + invocation.program().show(target));
        return Main.OK;
    }
}
