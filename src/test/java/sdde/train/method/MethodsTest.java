package sdde.train.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sdde.config.Choice;
import sdde.run.RunSpec;
import sdde.run.TrainSettings;
import sdde.train.method.Method.Batching;

class MethodsTest {
    @Test
    void listsEveryMethodByItsName() {
        assertThat(Methods.REGISTRY.names())
                .containsExactly("de", "ncl", "adp", "dice", "sdde", "single", "oe", "sdde-ood", "placebo", "combined");
    }

    @Test
    void onlyMethodsWithADiversityTermHaveAWeight() {
        for (String name : Methods.REGISTRY.names()) {
            assertThat(Methods.REGISTRY.parameters(name).containsKey("lambda"))
                    .as(name)
                    .isEqualTo(Methods.REGISTRY.defaults(name).hasDiversity());
        }
    }

    @Test
    void membersShareABatchWhereTheAuthorsDo() {
        assertThat(create("de").batching()).isEqualTo(Batching.OWN);
        assertThat(create("sdde").batching()).isEqualTo(Batching.OWN);
        assertThat(create("ncl").batching()).isEqualTo(Batching.SHARED);
        assertThat(create("adp").batching()).isEqualTo(Batching.SHARED);
        assertThat(create("dice").batching()).isEqualTo(Batching.BALANCED);
        assertThat(create("dice").samplesPerClass()).isEqualTo(16);
    }

    @Test
    void diceRampsUpFromZeroInTheFirstEpoch() {
        Method dice = create("dice");

        assertThat(dice.weight(1)).isZero();
        assertThat(dice.weight(11)).isEqualTo(0.1);
        assertThat(dice.weight(21)).isEqualTo(0.2);
        assertThat(dice.weight(50)).isEqualTo(0.2);
        assertThat(dice.gradientClip()).hasValue(1);
    }

    @Test
    void diceWithoutRampUpHasItsFullWeightAtOnce() {
        Method dice = Methods.REGISTRY.create(Choice.of("dice", Map.of("ramp_up_epochs", 0)));

        assertThat(dice.weight(1)).isEqualTo(0.2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ncl", "adp", "dice", "sdde", "combined"})
    void refusesNegativeLambda(String name) {
        assertThatThrownBy(() -> Methods.REGISTRY.create(Choice.of(name, Map.of("lambda", -0.5))))
                .hasMessage("method '%s': lambda must be >= 0, got -0.5", name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ncl", "adp", "dice", "sdde", "combined"})
    void diversityNeedsTwoMembers(String name) {
        assertThat(create(name).problems(run(name, 1, 128), 10))
                .containsExactly("method '%s' needs ensemble_size >= 2, got 1".formatted(name));
        assertThat(create(name).problems(run(name, 2, 128), 10)).isEmpty();
    }

    @Test
    void aSingleNetworkIsOne() {
        assertThat(create("single").problems(run("single", 3, 128), 10))
                .containsExactly("method 'single' needs ensemble_size 1, got 3");
        assertThat(create("single").problems(run("single", 1, 128), 10)).isEmpty();
        assertThat(create("de").problems(run("de", 1, 128), 10)).isEmpty();
    }

    @Test
    void diceNeedsABatchThatIsBalanced() {
        assertThat(create("dice").problems(run("dice", 2, 100), 10))
                .containsExactly(
                        "method 'dice' needs a batch_size that is samples_per_class times at most the number of"
                                + " classes, got batch_size 100, samples_per_class 16, 10 classes");
        assertThat(create("dice").problems(run("dice", 2, 256), 10)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"oe", "sdde-ood"})
    void whatTrainsOnOutliersHasToBeGivenSomeThatAreForeign(String name) {
        assertThat(create(name).problems(run(name, 2, 128), 10))
                .containsExactly(
                        "method '%s' needs outliers, the name of a dataset or the path of an IDX file: {name: %s, outliers: fashion-mnist}"
                                .formatted(name, name));
        assertThat(exposedTo(name, "mnist").problems(run(name, 2, 128), 10))
                .containsExactly("method '%s' needs outliers of another dataset than 'mnist', which it is trained on"
                        .formatted(name));
        assertThat(exposedTo(name, "fashion-mnist").problems(run(name, 2, 128), 10))
                .isEmpty();
    }

    @Test
    void exposureNeedsOneMemberAndItsDiversityTwo() {
        assertThat(exposedTo("oe", "fashion-mnist").problems(run("oe", 1, 128), 10))
                .isEmpty();
        assertThat(exposedTo("sdde-ood", "fashion-mnist").problems(run("sdde-ood", 1, 128), 10))
                .containsExactly("method 'sdde-ood' needs ensemble_size >= 2, got 1");
    }

    private static Method exposedTo(String name, String outliers) {
        return Methods.REGISTRY.create(Choice.of(name, Map.of("outliers", outliers)));
    }

    private static Method create(String name) {
        return Methods.REGISTRY.create(Choice.of(name));
    }

    private static RunSpec run(String method, int members, int batchSize) {
        TrainSettings train = new TrainSettings(1, batchSize, 0.1, 0.9, 5e-4, "none");
        return new RunSpec(Choice.of("mnist"), Choice.of("lenet"), Choice.of(method), members, 1, train);
    }
}
