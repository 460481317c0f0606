package sdde.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoublePredicate;
import sdde.config.Choice;
import sdde.config.UserError;
import sdde.run.EvalSet;
import sdde.run.FrozenPlan.Member;
import sdde.run.RunSpec;

/** A deep ensemble and an SDDE that differ in nothing but the method. */
record Pairs(Member de, Member sdde) {
    /** All of them among some runs. @param weight which λ. @param weights in words. @throws UserError if there is none */
    static List<Pairs> among(List<Member> runs, DoublePredicate weight, String weights) {
        List<Pairs> pairs = new ArrayList<>();
        for (Member sdde : runs) {
            if (isNamed(sdde, "sdde") && weight.test(lambda(sdde))) {
                runs.stream()
                        .filter(run -> isNamed(run, "de"))
                        .filter(run -> without(run.spec()).equals(without(sdde.spec())))
                        .forEach(run -> pairs.add(new Pairs(run, sdde)));
            }
        }
        if (pairs.isEmpty()) {
            throw new UserError(
                    "there is nothing to compare: among %d finished runs no 'de' has an 'sdde' with %s that is otherwise equal"
                            .formatted(runs.size(), weights));
        }
        return pairs;
    }

    private static boolean isNamed(Member run, String method) {
        return run.spec().method().name().equals(method);
    }

    private static double lambda(Member run) {
        return run.spec().method().parameters().get("lambda") instanceof Number number
                ? number.doubleValue()
                : Double.NaN;
    }

    private static RunSpec without(RunSpec spec) {
        return new RunSpec(
                spec.dataset(), spec.network(), Choice.of("any"), spec.ensembleSize(), spec.seed(), spec.train());
    }

    /** The set of that role. @throws UserError if the run has none */
    static EvalSet set(Member run, EvalSet.Role role) {
        return run.evalSets().stream()
                .filter(set -> set.role() == role)
                .findFirst()
                .orElseThrow(() -> new UserError("run %s has no %s set".formatted(run.id(), role)));
    }
}
