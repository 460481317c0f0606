package sdde.train.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayoutTest {
    private static final Layout SMALL = new Layout(
            List.of(
                    new Tensor("a", new Shape(2), Tensor.constant(1), false),
                    new Tensor("b", new Shape(1, 3), Tensor.constant(2), true)),
            2);

    @Test
    void liesTensorByTensorAndMemberByMember() {
        assertThat(SMALL.size()).isEqualTo(10);
        assertThat(SMALL.offset(0, 1)).isEqualTo(2);
        assertThat(SMALL.offset(1, 0)).isEqualTo(4);
        assertThat(SMALL.offset(1, 1)).isEqualTo(7);
        assertThat(SMALL.draw(0)).containsExactly(1, 1, 1, 1, 2, 2, 2, 2, 2, 2);
    }

    @Test
    void splitsIntoViewsByName() {
        try (NDManager manager = NDManager.newBaseManager()) {
            Weights weights = SMALL.split(manager.arange(10f));

            assertThat(weights.of(1, "a").toFloatArray()).containsExactly(2, 3);
            assertThat(weights.all("a").getShape()).isEqualTo(new Shape(2, 2));
            assertThat(weights.all("b").getShape()).isEqualTo(new Shape(2, 1, 3));
            assertThat(weights.of(1, "b").toFloatArray()).containsExactly(7, 8, 9);
            assertThatThrownBy(() -> weights.all("c")).hasMessage("no tensor 'c', known: [a, b]");
        }
    }

    @Test
    void aMemberIsTheSameWhateverTheSizeOfTheEnsemble() {
        List<Tensor> tensors = new LeNet().parameters(10);
        Layout three = new Layout(tensors, 3);
        Layout five = new Layout(tensors, 5);

        float[] ofThree = three.draw(1);
        float[] ofFive = five.draw(1);

        for (int k = 0; k < tensors.size(); k++) {
            assertThat(member(three, ofThree, k, 2)).isEqualTo(member(five, ofFive, k, 2));
            assertThat(member(three, ofThree, k, 1)).isNotEqualTo(member(three, ofThree, k, 2));
        }
        assertThat(three.draw(2)).isNotEqualTo(ofThree);
    }

    @Test
    void leNetHasTheAuthorsNumberOfParameters() {
        assertThat(new Layout(new LeNet().parameters(10), 1).size()).isEqualTo(62_006);
    }

    @Test
    void drawsUniformlyWithinPyTorchsBounds() {
        Layout layout = new Layout(new LeNet().parameters(10), 1);
        float[] hidden = member(layout, layout.draw(3), 4, 0); // block3.0.weight, fan-in 400

        double bound = 0.05;
        double squares = 0;
        for (float value : hidden) {
            assertThat((double) value).isBetween(-bound, bound);
            squares += value * value;
        }
        assertThat(Math.sqrt(squares / hidden.length))
                .isBetween(bound / Math.sqrt(3) * 0.99, bound / Math.sqrt(3) * 1.01);
    }

    private static float[] member(Layout layout, float[] flat, int k, int member) {
        int from = layout.offset(k, member);
        return Arrays.copyOfRange(
                flat, from, from + (int) layout.tensors().get(k).size());
    }
}
