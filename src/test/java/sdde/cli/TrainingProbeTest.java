package sdde.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sdde.run.Npy;

class TrainingProbeTest {
    private static final MemberAccuracy GOOD = new MemberAccuracy(0.9, 1000, 10);
    private final Map<String, Npy> arrays = new LinkedHashMap<>(Map.of(
            "apart", Npy.float64(new double[] {0, 0.2, 0.2, 0}, 2, 2),
            "turned", Npy.float64(new double[] {0.01, 0.02}, 2),
            "term", Npy.float64(new double[] {-0.3, -0.3001}, 2),
            "slopes", Npy.float64(new double[] {1, 2, 1.001, 2}, 2, 2)));

    @Test
    void nothingIsWrongWithASoundRun() {
        assertThat(faults(GOOD)).isEmpty();
    }

    @Test
    void aSingleMemberNeedNotBeApart() {
        arrays.put("apart", Npy.float64(new double[1], 1, 1));
        arrays.put("turned", Npy.float64(new double[] {0.01}, 1));

        assertThat(faults(GOOD)).isEmpty();
    }

    @Test
    void whatWasNotComparedIsNotJudged() {
        arrays.remove("term");
        arrays.remove("slopes");

        assertThat(faults(GOOD)).isEmpty();
        assertThat(new TrainingProbe(arrays, GOOD).row("run")).endsWith("–", "–", "–");
    }

    @Test
    void everyFaultHasItsWords() {
        arrays.put("apart", Npy.float64(new double[4], 2, 2));
        arrays.put("turned", Npy.float64(new double[] {0.01, 1e-14}, 2));
        arrays.put("term", Npy.float64(new double[] {-0.3, -0.31}, 2));
        arrays.put("slopes", Npy.float64(new double[] {1, 2, -1, -2}, 2, 2));

        assertThat(faults(new MemberAccuracy(0.11, 1000, 10)))
                .satisfiesExactly(
                        fault -> assertThat(fault).contains("start from the same parameters"),
                        fault -> assertThat(fault).contains("never trained"),
                        fault -> assertThat(fault).contains("no more than chance: it is right on 0.1100"),
                        fault -> assertThat(fault).contains("is -0.3000, but should be -0.3100"),
                        fault -> assertThat(fault).contains("slopes are off by 2 of their size"));
    }

    @Test
    void aTermThatIsNoNumberIsAFault() {
        arrays.put("term", Npy.float64(new double[] {Double.NaN, -0.31}, 2));
        arrays.put("slopes", Npy.float64(new double[] {Double.NaN, 2, 1, 2}, 2, 2));

        assertThat(faults(GOOD)).hasSize(2);
    }

    private java.util.List<String> faults(MemberAccuracy accuracy) {
        return new TrainingProbe(arrays, accuracy).faults();
    }
}
