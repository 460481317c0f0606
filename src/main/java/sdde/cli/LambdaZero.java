package sdde.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sdde.run.FrozenPlan.Member;
import sdde.run.Home;
import sdde.run.RunFiles;

/** SDDE with λ = 0 is the deep ensemble, bit for bit: the loss is wired right and draws nothing from anybody's numbers. */
final class LambdaZero implements Check {
    @Override
    public String name() {
        return "lambda-zero";
    }

    @Override
    public int ensembleSize() {
        return 2;
    }

    @Override
    public String methods(String lambda) {
        return "[de, {name: sdde, lambda: 0}]";
    }

    @Override
    public Outcome judge(List<Member> runs, Invocation invocation) {
        Home home = invocation.home();
        List<List<String>> rows = new ArrayList<>();
        List<Object> figures = new ArrayList<>();
        int equal = 0;
        List<Pairs> pairs = Pairs.among(runs, lambda -> lambda == 0, "λ = 0");
        for (Pairs pair : pairs) {
            StoredOutputs de = outputs(pair.de(), home);
            StoredOutputs sdde = outputs(pair.sdde(), home);
            boolean same = de.hasWeightsOf(sdde) && de.hasLogitsOf(sdde);
            equal += same ? 1 : 0;
            Verification.Hash weights = new Verification.Hash(de.weightsSha256(), sdde.weightsSha256());
            Verification.Hash logits = new Verification.Hash(
                    de.logitsSha256().orElse("nothing"), sdde.logitsSha256().orElse("nothing"));
            double difference = de.largestDifference(sdde);
            rows.add(List.of(
                    pair.sdde().spec().title(),
                    weights.shown(),
                    logits.shown(),
                    Numbers.shown(difference),
                    same ? "bitwise" : "different"));
            figures.add(figures(pair, Map.of("weights", weights, "logits", logits), difference, same));
        }
        String text =
                TextTable.aligned(List.of("against de", "weights", "logits", "largest |Δlogit|", "verdict"), rows);
        String verdict = "%d of %d pairs are bitwise equal".formatted(equal, pairs.size());
        return new Outcome(equal == pairs.size(), verdict, text, Map.of("pairs", figures));
    }

    private static StoredOutputs outputs(Member run, Home home) {
        return StoredOutputs.of(RunFiles.of(home.runs(), run.id()), run.evalSets());
    }

    private static Map<String, Object> figures(
            Pairs pair, Map<String, Verification.Hash> hashes, double difference, boolean same) {
        Map<String, Object> figures = new LinkedHashMap<>(hashes);
        figures.put("de", pair.de().id());
        figures.put("sdde", pair.sdde().id());
        figures.put("title", pair.sdde().spec().title());
        figures.put("largest_difference", difference);
        figures.put("bitwise", same);
        return figures;
    }
}
