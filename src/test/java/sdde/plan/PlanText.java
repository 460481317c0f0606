package sdde.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import sdde.config.Measures;
import sdde.config.SmallVocabulary;
import sdde.config.UserError;
import sdde.config.Vocabulary;
import sdde.run.EvalSet;
import sdde.run.RunId;
import sdde.run.RunLedger;
import sdde.run.RunState;

/** Plans of texts, where nothing has been run. @param folder for the files */
record PlanText(Path folder) {
    static final Path ROOT = Path.of(System.getProperty("sdde.root", "."));
    static final Vocabulary VOCABULARY = SmallVocabulary.vocabulary()
            .with(new Measures(
                    Map.of("auroc", Measures.Kind.DETECTION, "accuracy", Measures.Kind.PREDICTION),
                    Map.of("logit-average", "logit-average", "minmax", "minmax")));

    /** No run is there. */
    enum Nothing implements RunLedger {
        THERE;

        @Override
        public RunState state(RunId id) {
            return RunState.PLANNED;
        }

        @Override
        public Set<String> missingPredictions(RunId id, Collection<EvalSet> evalSets) {
            return Set.of();
        }
    }

    Plan plan(String text) {
        try {
            Path file = Files.writeString(folder.resolve("a.yaml"), text);
            return new Planner(VOCABULARY, ROOT).plan(file, Nothing.THERE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Set<RunId> ids(String text) {
        return plan(text).runs().stream().map(PlannedRun::id).collect(Collectors.toSet());
    }

    /** The problems of a text, without its folder; empty if there is none. */
    String problem(String text) {
        try {
            plan(text);
            return "";
        } catch (UserError e) {
            return String.valueOf(e.getMessage()).replace(folder + "/", "");
        }
    }
}
