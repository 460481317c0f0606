package sdde.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.cli.Options;
import org.jspecify.annotations.Nullable;
import sdde.run.Json;
import sdde.schedule.HomeLock;
import sdde.store.Database;
import sdde.store.Table;

/** Asks the results database; it may be asked while a sweep runs. */
final class SqlCommand implements Command {
    private static final String WRITE = "write";

    @Override
    public String name() {
        return "sql";
    }

    @Override
    public String summary() {
        return "asks the results database, also while a sweep runs";
    }

    @Override
    public String arguments() {
        return "QUERY";
    }

    @Override
    public Options options() {
        return new Options()
                .addOption(CommonOptions.home())
                .addOption(CommonOptions.json())
                .addOption(CommonOptions.flag(WRITE, "let the query change the database; a rebuild undoes it"))
                .addOption(CommonOptions.flag(CommonOptions.CSV, "print comma-separated values"));
    }

    @Override
    public String examples() {
        return """
                sweep sql "select state, count(*) from run group by state"
                sweep sql --csv "select * from measurement where metric = 'accuracy'" > accuracy.csv
                """;
    }

    @Override
    public int run(Invocation invocation) {
        String query = invocation.onlyArgument("an SQL query in quotes");
        if (!invocation.has(WRITE)) {
            OneQuery.of(query);
            try (Database database = DatabaseOfRuns.readOnly(invocation.home(), invocation.console())) {
                return print(database.query(query), invocation);
            }
        }
        try (HomeLock lock = HomeLock.take(invocation.home(), "sweep sql --write");
                Database database = Database.open(lock.home())) {
            return print(database.query(query), invocation);
        }
    }

    private static int print(Table table, Invocation invocation) {
        if (invocation.has(CommonOptions.JSON)) {
            invocation.console().line(Json.line(objects(table)));
        } else if (invocation.has(CommonOptions.CSV)) {
            invocation.console().print(TextTable.csv(table.columns(), cells(table, "")));
        } else {
            invocation.console().print(TextTable.aligned(table.columns(), cells(table, "null")));
        }
        return Main.OK;
    }

    private static List<List<String>> cells(Table table, String absent) {
        return table.rows().stream()
                .map(row -> row.stream()
                        .map(cell -> cell == null ? absent : String.valueOf(cell))
                        .toList())
                .toList();
    }

    private static List<Map<String, @Nullable Object>> objects(Table table) {
        List<Map<String, @Nullable Object>> objects = new ArrayList<>();
        for (List<@Nullable Object> row : table.rows()) {
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            for (int column = 0; column < row.size(); column++) {
                object.put(table.columns().get(column), row.get(column));
            }
            objects.add(object);
        }
        return objects;
    }
}
