package sdde.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import sdde.run.FrozenRun;
import sdde.run.Home;
import sdde.run.Json;
import sdde.run.Result;
import sdde.run.RunFiles;
import sdde.run.RunId;
import sdde.run.RunSpec;

/** Runs that pass for two but are one: they would count twice in every mean. */
final class Twins {
    private Twins() {}

    /** @param succeeded ids. @return in words, each with both */
    static List<String> among(Iterable<String> succeeded, Home home) {
        List<String> found = new ArrayList<>();
        Map<String, RunSpec> byWeights = new TreeMap<>();
        for (String id : succeeded) {
            RunFiles files = RunFiles.of(home.runs(), new RunId(id));
            FrozenRun frozen = Json.read(files.run(), FrozenRun.class);
            boolean imported = ImportedRun.isImported(frozen.spec());
            if (!imported
                    && frozen.numerics() == RunSpec.NUMERICS
                    && !frozen.spec().id().hex().equals(id)) {
                found.add("%s holds the run %s".formatted(id, frozen.spec().id()));
            }
            String weights = Json.read(files.result(), Result.class).weightsSha256();
            RunSpec before = weights == null ? null : byWeights.putIfAbsent(weights, frozen.spec());
            if (before != null && !mayAgree(before, frozen.spec())) {
                found.add("%s (%s) has the weights of %s (%s)"
                        .formatted(id, frozen.spec().title(), before.id(), before.title()));
            }
        }
        return found;
    }

    /** Two methods of one seed do the same where a weight is 0; two seeds never do. */
    private static boolean mayAgree(RunSpec one, RunSpec other) {
        return one.seed() == other.seed() && !one.method().equals(other.method());
    }
}
