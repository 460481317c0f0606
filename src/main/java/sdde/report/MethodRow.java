package sdde.report;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import sdde.config.Choice;

/**
 * One method with its parameters in a {@link Group}: a row of its tables.
 *
 * @param label {@code sdde λ=0.1}, with more parameters where they tell two rows apart
 * @param runs all that were planned, by seed
 */
record MethodRow(String label, Choice method, List<StudyRun> runs) {
    MethodRow {
        runs = runs.stream()
                .sorted(Comparator.comparingLong(run -> run.spec().seed()))
                .toList();
    }

    List<StudyRun> used() {
        return runs.stream().filter(StudyRun::isUsed).toList();
    }

    Optional<StudyRun> used(long seed) {
        return used().stream().filter(run -> run.spec().seed() == seed).findFirst();
    }

    boolean isIncomplete() {
        return used().size() < runs.size();
    }

    /** With a dagger if seeds are missing. */
    String marked() {
        return isIncomplete() ? label + " †" : label;
    }

    /** {@code 3}, or {@code 2 of 3}. */
    String count() {
        return isIncomplete() ? used().size() + " of " + runs.size() : Integer.toString(runs.size());
    }

    OptionalDouble lambda() {
        return method.parameters().get("lambda") instanceof Number number
                ? OptionalDouble.of(number.doubleValue())
                : OptionalDouble.empty();
    }

    String runIds() {
        return used().stream().map(run -> run.member().id().hex()).collect(Collectors.joining(" "));
    }
}
