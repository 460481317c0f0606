package sdde.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import sdde.config.UserError;
import sdde.data.Dataset;
import sdde.data.Datasets;

/** Lists the data sets. */
final class DataCommand implements Command {
    @Override
    public String name() {
        return "data";
    }

    @Override
    public String summary() {
        return "lists the data sets, with their sizes and parameters";
    }

    @Override
    public String arguments() {
        return "list";
    }

    @Override
    public String examples() {
        return "sweep data list";
    }

    @Override
    public int run(Invocation invocation) {
        String what = invocation.onlyArgument("'list'");
        if (!what.equals("list")) {
            throw new UserError("expected 'list', got '" + what + "'");
        }
        List<List<String>> rows = new ArrayList<>();
        for (String name : Datasets.REGISTRY.names()) {
            rows.add(List.of(
                    name, facts(name), Datasets.REGISTRY.parameters(name).toString()));
        }
        invocation.console().print(TextTable.aligned(List.of("data set", "images", "parameters and defaults"), rows));
        return Main.OK;
    }

    private static String facts(String name) {
        try {
            Dataset.Facts facts = Datasets.REGISTRY.defaults(name).facts();
            return String.format(
                    Locale.ROOT,
                    "%d × %d × %d, %d classes",
                    facts.channels(),
                    facts.height(),
                    facts.width(),
                    facts.classes());
        } catch (UserError e) {
            return "depends on its files";
        }
    }
}
