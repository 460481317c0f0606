package sdde.evaluate.aggregator;

import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import sdde.evaluate.Outputs;
import sdde.golden.Golden;
import sdde.run.Npy;

class AggregatorsGoldenTest {
    private static Golden golden;

    @BeforeAll
    static void open() {
        golden = Golden.open("aggregators.npz");
    }

    @AfterAll
    static void nothingWasLeftOut() {
        Golden.finish(golden);
    }

    @Test
    void everyConfidenceIsTheAuthors() {
        for (String name : golden.cases("(.+)_conf_average")) {
            Outputs outputs = outputs(golden.input(name + "_logits"));
            for (String array : golden.outputs(name + "_conf_.+")) {
                String aggregator = array.substring((name + "_conf_").length()).replace('_', '-');

                golden.check(array, Aggregators.named(aggregator).confidence(outputs));
            }
        }
    }

    @Test
    void predictionsAndMeanLogitsAreTheAuthors() {
        for (String name : golden.cases("(.+)_pred")) {
            Outputs outputs = outputs(golden.input(name + "_logits"));
            int classes = outputs.classes();

            golden.check(
                    name + "_pred",
                    IntStream.range(0, outputs.size())
                            .mapToLong(outputs::prediction)
                            .toArray());
            golden.check(
                    name + "_agg_logits",
                    IntStream.range(0, outputs.size() * classes)
                            .mapToDouble(i -> outputs.meanLogit(i / classes, i % classes))
                            .toArray());
        }
    }

    private static Outputs outputs(Npy logits) {
        long[] shape = logits.shape();
        return new Outputs((int) shape[0], (int) shape[1], (int) shape[2], logits.doubles());
    }
}
