package sdde.train.method;

import static org.assertj.core.api.Assertions.assertThat;
import static sdde.train.Differentiation.array;
import static sdde.train.Differentiation.doubles;
import static sdde.train.Differentiation.gradient;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import sdde.golden.Golden;

/**
 * DICE's two losses with given weights, in float64; both forms of the diversity term. Where the authors' gradient is NaN,
 * theirs must be so by their name and in their float32, and the stable form finite.
 */
class DiscriminatorGoldenTest {
    private static Golden golden;

    @BeforeAll
    static void open() {
        golden = Golden.open("dice.npz");
    }

    @AfterAll
    static void nothingWasLeftOut() {
        Golden.finish(golden);
    }

    static List<String> cases() {
        return golden.cases("(.+)_disc_loss");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theDiscriminatorsLossEqualsTheAuthors(String prefix) {
        List<String> names = golden.cases(prefix + "_d_(.+)");
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray features = array(manager, golden.input(prefix + "_features"));
            NDArray labels = array(manager, golden.input(prefix + "_labels"));
            List<NDArray> weights = names.stream()
                    .map(name -> array(manager, golden.input(prefix + "_d_" + name)))
                    .toList();

            Judgement judgement = new Judgement(network(weights), features, labels);

            golden.check(prefix + "_disc_loss", doubles(judgement.loss()));
            golden.check(prefix + "_disc_acc", doubles(judgement.accuracy()));
            double[] gradient = doubles(judgement.byParameters());
            int from = 0;
            for (int k = 0; k < names.size(); k++) {
                int size = Math.toIntExact(weights.get(k).size());
                golden.check(prefix + "_dg_" + names.get(k), Arrays.copyOfRange(gradient, from, from + size));
                from += size;
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void theDiversityTermEqualsTheAuthors(DivergenceForm form) {
        for (String prefix : cases()) {
            boolean finite = golden.isFinite(prefix + "_div_grad_features");
            boolean asTheyDo = !finite && form == DivergenceForm.PAPER;
            try (NDManager manager = NDManager.newBaseManager()) {
                UnaryOperator<NDArray> typed = x -> asTheyDo ? x.toType(DataType.FLOAT32, true) : x;
                NDArray features = typed.apply(array(manager, golden.input(prefix + "_features")));
                NDArray labels = array(manager, golden.input(prefix + "_labels"));
                DiscriminatorWeights weights = network(golden.cases(prefix + "_d_(.+)").stream()
                        .map(name -> typed.apply(array(manager, golden.input(prefix + "_d_" + name))))
                        .toList());
                ConditionalRedundancy method = new ConditionalRedundancy(0.2, 16, 20, 1e-3, 1, form);

                Judgement judgement = new Judgement(weights, features, labels);

                golden.check(prefix + "_pair_logits", doubles(judgement.joint()));
                golden.check(prefix + "_div_loss", doubles(method.loss(judgement.joint())));
                double[] gradient = gradient(features, leaf -> method.diversity(seen(leaf, labels, judgement)));
                if (finite || asTheyDo) {
                    golden.check(prefix + "_div_grad_features", gradient);
                } else {
                    assertThat(Arrays.stream(gradient).allMatch(Double::isFinite))
                            .as(prefix)
                            .isTrue();
                }
            }
        }
    }

    /** Of a network whose features these are. */
    private static Step seen(NDArray features, NDArray labels, Judgement judgement) {
        return new Step(new Forward(features, features, features), features, labels, 1, judgement);
    }

    private static DiscriminatorWeights network(List<NDArray> weights) {
        return new DiscriminatorWeights(weights.get(0), new NDList(weights.subList(1, weights.size())));
    }
}
