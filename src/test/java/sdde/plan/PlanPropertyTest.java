package sdde.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Expansion against a product written out here: pure, complete, without duplicates, in a stable order. */
class PlanPropertyTest {
    private static final int TRIES = 150;

    /** A grid of values without repetition. {@code lambdas} are thousandths, for the methods that take one. */
    record Grid(
            List<String> datasets,
            List<Integer> sizes,
            List<Integer> seeds,
            List<String> methods,
            List<Integer> lambdas) {
        String yaml() {
            return "{dataset: %s, ensemble_size: %s, seed: %s, method: %s, lambda: %s}"
                    .formatted(
                            datasets,
                            sizes,
                            seeds,
                            methods,
                            lambdas.stream().map(Grid::number).toList());
        }

        private static String number(int thousandths) {
            return String.format(Locale.ROOT, "%.3f", thousandths / 1e3);
        }

        /** What the product comes to, in words of its own, in the order of the file. */
        Set<String> points() {
            Set<String> points = new LinkedHashSet<>();
            for (int seed : seeds.stream().sorted().toList()) {
                for (String dataset : datasets) {
                    for (int size : sizes) {
                        for (String method : methods) {
                            for (int lambda : method.equals("de") ? List.of(0) : lambdas) {
                                String weight = method.equals("de") ? "" : " " + lambda;
                                points.add("%s %d %d %s%s".formatted(dataset, size, seed, method, weight));
                            }
                        }
                    }
                }
            }
            return points;
        }
    }

    private static Path folder = Path.of("");

    @BeforeContainer
    static void makeFolder() throws IOException {
        folder = Files.createTempDirectory("sdde-plan-properties-");
    }

    @AfterContainer
    static void removeFolder() throws IOException {
        Files.deleteIfExists(folder.resolve("a.yaml"));
        Files.deleteIfExists(folder);
    }

    @Provide
    Arbitrary<Grid> grids() {
        return Combinators.combine(
                        some(List.of("mnist", "fashion-mnist")),
                        some(List.of(2, 3, 5)),
                        some(List.of(4, 1, 0, 17)),
                        some(List.of("sdde", "ncl")).map(PlanPropertyTest::withEnsemble),
                        some(List.of(100, 0, 5, 333)))
                .as(Grid::new);
    }

    private static <T> Arbitrary<List<T>> some(List<T> values) {
        return Arbitraries.subsetOf(values).filter(set -> !set.isEmpty()).map(List::copyOf);
    }

    private static List<String> withEnsemble(List<String> methods) {
        List<String> all = new ArrayList<>(methods);
        all.add("de");
        return all;
    }

    @Property(tries = TRIES)
    void theExpansionIsTheProductInTheFilesOrderWithoutDuplicates(@ForAll("grids") Grid grid) {
        assertThat(points(plan("grid: " + grid.yaml()))).containsExactlyElementsOf(grid.points());
    }

    @Property(tries = TRIES)
    void theExpansionIsPure(@ForAll("grids") Grid grid) {
        Plan once = plan("grid: " + grid.yaml());
        Plan again = plan("grid: " + grid.yaml());

        assertThat(again.runs()).isEqualTo(once.runs());
        assertThat(again.freeze(0)).isEqualTo(once.freeze(0));
    }

    @Property(tries = TRIES)
    void aUnionOfBlocksIsTheUnionOfTheirPoints(@ForAll("grids") Grid one, @ForAll("grids") Grid other) {
        Plan plan = plan("blocks: [{grid: %s}, {grid: %s}]".formatted(one.yaml(), other.yaml()));
        Set<String> union = new HashSet<>(one.points());
        union.addAll(other.points());

        assertThat(points(plan)).containsExactlyInAnyOrderElementsOf(union);
        assertThat(plan.expanded())
                .isEqualTo(one.points().size() + other.points().size());
        assertThat(plan.mergedPoints()).isEqualTo(plan.expanded() - union.size());
    }

    @Property(tries = TRIES)
    void anotherValueAddsExactlyItsPoints(@ForAll("grids") Grid grid) {
        List<Integer> seeds = new ArrayList<>(grid.seeds());
        seeds.add(99);
        Grid more = new Grid(grid.datasets(), grid.sizes(), seeds, grid.methods(), grid.lambdas());
        Set<Object> added = ids(plan("grid: " + more.yaml()));
        Set<Object> before = ids(plan("grid: " + grid.yaml()));

        assertThat(added).containsAll(before);
        assertThat(added).hasSize(before.size() / grid.seeds().size() * seeds.size());
    }

    @Property(tries = TRIES)
    void theOrderOfValuesChangesNoRun(@ForAll("grids") Grid grid) {
        Grid turned = new Grid(
                reversed(grid.datasets()),
                reversed(grid.sizes()),
                reversed(grid.seeds()),
                reversed(grid.methods()),
                reversed(grid.lambdas()));

        assertThat(plan("grid: " + turned.yaml()).freeze(0).hash())
                .isEqualTo(plan("grid: " + grid.yaml()).freeze(0).hash());
    }

    private static <T> List<T> reversed(Collection<T> values) {
        List<T> reversed = new ArrayList<>(values);
        java.util.Collections.reverse(reversed);
        return reversed;
    }

    private static Plan plan(String axes) {
        try {
            Path file = Files.writeString(folder.resolve("a.yaml"), "sweep: a\n" + axes + "\n");
            return new Planner(PlanText.VOCABULARY, PlanText.ROOT).plan(file, PlanText.Nothing.THERE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<Object> ids(Plan plan) {
        return plan.runs().stream().map(PlannedRun::id).collect(Collectors.toSet());
    }

    private static List<String> points(Plan plan) {
        return plan.runs().stream()
                .map(PlannedRun::spec)
                .map(spec -> {
                    Object lambda = spec.method().parameters().get("lambda");
                    String weight =
                            lambda instanceof Number number ? " " + Math.round(number.doubleValue() * 1000) : "";
                    return "%s %d %d %s%s"
                            .formatted(
                                    spec.dataset().name(),
                                    spec.ensembleSize(),
                                    spec.seed(),
                                    spec.method().name(),
                                    weight);
                })
                .toList();
    }
}
