package sdde.cli;

import sdde.plan.Planner;
import sdde.run.Json;
import sdde.worker.RunChecks;

/** Prints the grammar of sweep files for editors. */
final class SchemaCommand implements Command {
    @Override
    public String name() {
        return "schema";
    }

    @Override
    public String summary() {
        return "prints the JSON Schema of sweep files, for editors";
    }

    @Override
    public String examples() {
        return """
                sweep schema > docs/sweep.schema.json     # after a new method, network, dataset, metric or key
                """;
    }

    @Override
    public int run(Invocation invocation) {
        invocation.noArguments();
        invocation.console().print(text());
        return Main.OK;
    }

    /** Keys sorted, so that equal grammars give equal bytes. */
    static String text() {
        return Json.pretty(Planner.schema(RunChecks.vocabulary().with(Planning.measures())));
    }
}
