package sdde.schedule;

import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import sdde.config.Execution.Budget;

/** What the budget of one start lets begin. A run that was begun may be tried again. */
final class Allowance {
    private final Budget budget;
    private final long began = System.nanoTime();
    private int begun;

    Allowance(Budget budget) {
        this.budget = budget;
    }

    boolean lets(Task task) {
        return !allBegun() || task.tries > 0;
    }

    /** Before its first attempt, and before every other. */
    void begins(Task task) {
        begun += task.tries == 0 ? 1 : 0;
    }

    /** @return why nothing that waits may be started, if so */
    Optional<String> spent(Collection<Task> waiting) {
        long passed = System.nanoTime() - began;
        if (budget.time().filter(time -> passed >= time.toNanos()).isPresent()) {
            return Optional.of("the time of %s that the sweep's budget gives a start is over"
                    .formatted(words(budget.time().get())));
        }
        return waiting.stream().anyMatch(this::lets)
                ? Optional.empty()
                : Optional.of(words(budget.runs().orElse(begun)));
    }

    private static String words(int runs) {
        return runs == 1
                ? "the one run that the sweep's budget gives a start has begun"
                : "the %d runs that the sweep's budget gives a start have begun".formatted(runs);
    }

    private boolean allBegun() {
        return budget.runs().isPresent() && begun >= budget.runs().getAsInt();
    }

    private static String words(Duration time) {
        return time.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
