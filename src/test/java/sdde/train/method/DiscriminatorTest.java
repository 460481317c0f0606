package sdde.train.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static sdde.train.Differentiation.doubles;
import static sdde.train.Differentiation.gradient;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiscriminatorTest {
    private static final Setting SETTING = new Setting(2, 3, 5, 0.9, 5e-4);
    private final NDManager manager = NDManager.newBaseManager();

    @AfterEach
    void free() {
        manager.close();
    }

    @Test
    void learnsWhatTwoMembersShare() {
        Discriminator discriminator = discriminator(SETTING);

        Companion.Learned first = learn(discriminator);
        for (int i = 0; i < 200; i++) {
            learn(discriminator);
        }
        Companion.Learned last = learn(discriminator);

        assertThat(first.loss()).isBetween(0.6f, 0.8f); // log 2 before it knows anything
        assertThat(last.loss()).isLessThan(0.3f);
        assertThat(last.accuracy()).isGreaterThan(0.9f);
    }

    @Test
    void goesOnFromItsStateBitForBit() {
        Discriminator straight = discriminator(SETTING);
        learn(straight);
        Discriminator resumed = discriminator(new Setting(2, 3, 6, 0.9, 5e-4));

        resumed.restore(straight.state());
        learn(straight);
        learn(resumed);

        assertThat(resumed.state()).hasSize(3).usingRecursiveComparison().isEqualTo(straight.state());
    }

    @Test
    void startsFromItsSeed() {
        assertThat(discriminator(SETTING).state())
                .usingRecursiveComparison()
                .isEqualTo(discriminator(SETTING).state());
        assertThat(discriminator(new Setting(2, 3, 6, 0.9, 5e-4)).state())
                .usingRecursiveComparison()
                .isNotEqualTo(discriminator(SETTING).state());
    }

    @Test
    void refusesAStateOfAnotherShape() {
        Discriminator discriminator = discriminator(SETTING);
        TreeMap<String, double[]> state = new TreeMap<>(discriminator.state());
        state.put("discriminator.momentum", new double[3]);

        assertThatThrownBy(() -> discriminator.restore(state))
                .hasMessageStartingWith("discriminator.momentum must have ")
                .hasMessageEndingWith(" numbers");
        assertThatThrownBy(() -> discriminator.restore(new TreeMap<>()))
                .hasMessage("state must have [discriminator.momentum, discriminator.parameters,"
                        + " discriminator.square_average], got []");
    }

    @Test
    void leavesNothingInTheManagerThatOwnsIt() {
        Discriminator discriminator = discriminator(SETTING);
        learn(discriminator);
        int before = manager.getManagedArrays().size();

        learn(discriminator);
        learn(discriminator);

        assertThat(manager.getManagedArrays()).hasSize(before);
        assertThat(discriminator.manager().getManagedArrays()).hasSize(3);
    }

    /** Of four members, whose product pairs are of three classes. */
    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void gradientsByHandAreTheEngines(int members) {
        DiscriminatorLayout layout = DiscriminatorLayout.standard(3, 5);
        NDArray flat = manager.create(layout.draw(new SplittableRandom(3))).mul(3); // so that no unit is idle
        NDArray features = noise(members * 6 * 5).reshape(members, 6, 5);
        NDArray labels = manager.create(new long[] {2, 0, 1, 1, 0, 2});
        NDArray byJoint = noise(members * (members - 1) / 2 * 6).reshape(-1, 6);
        Judgement judgement = new Judgement(layout.split(flat), features, labels);

        double[] byFeatures = gradient(features, leaf -> engine(layout, flat)
                .logits(leaf, leaf, labels)
                .mul(byJoint)
                .sum());
        double[] byParameters = gradient(flat, leaf -> {
            NDArray others = features.get(":, {}", manager.create(ClassGroups.partners(labels.toLongArray())));
            NDArray joint = engine(layout, leaf).logits(features, features, labels);
            NDArray product = engine(layout, leaf).logits(features, others, labels);
            return DivergenceForm.softplus(joint.neg())
                    .mean()
                    .add(DivergenceForm.softplus(product).mean())
                    .mul(manager.create(0.5));
        });

        assertThat(doubles(judgement.byFeatures(byJoint))).containsExactly(byFeatures, within(1e-12));
        assertThat(doubles(judgement.byParameters())).containsExactly(byParameters, within(1e-12));
        assertThat(Arrays.stream(byFeatures)).anyMatch(value -> Math.abs(value) > 1e-3);
        assertThat(Arrays.stream(byParameters)).anyMatch(value -> Math.abs(value) > 1e-3);
    }

    private static DiscriminatorByEngine engine(DiscriminatorLayout layout, NDArray flat) {
        DiscriminatorWeights weights = layout.split(flat);
        return new DiscriminatorByEngine(weights.embedding(), weights.layers());
    }

    private NDArray noise(int size) {
        return manager.create(new SplittableRandom(size).doubles(size, -1, 1).toArray());
    }

    private Discriminator discriminator(Setting setting) {
        return Discriminator.drawn(manager, setting, 1e-3, 1);
    }

    /** Both members see the same features, which differ from image to image. */
    private Companion.Learned learn(Discriminator discriminator) {
        try (NDManager scope = manager.newSubManager()) {
            NDArray features =
                    scope.arange(24f).mul(2.3f).sin().reshape(1, 8, 3).broadcast(new Shape(2, 8, 3));
            NDArray labels = scope.create(new long[] {0, 1, 0, 1, 0, 1, 0, 1});
            return discriminator.learn(discriminator.judge(features, labels));
        }
    }
}
