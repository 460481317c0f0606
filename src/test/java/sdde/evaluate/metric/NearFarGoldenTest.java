package sdde.evaluate.metric;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import sdde.golden.Golden;

class NearFarGoldenTest {
    private static Golden golden;

    @BeforeAll
    static void open() {
        golden = Golden.open("near_far.npz");
    }

    @AfterAll
    static void nothingWasLeftOut() {
        Golden.finish(golden);
    }

    @Test
    void everySetIsComparedWithTheSameKnownImages() {
        for (String set : sets("")) {
            golden.check(set + "_metrics", metrics(set));
        }
    }

    @Test
    void nearAndFarAreUnweightedMeans() {
        for (String group : golden.cases("(.)[a-z]+ood_metrics")) { // named as their sets begin: n1, n2, f1
            String mean = group.equals("n") ? "nearood" : "farood";
            golden.check(mean + "_metrics", mean(sets(group)));
        }
    }

    private static List<String> sets(String initial) {
        return golden.cases("(" + initial + ".+)_conf").stream()
                .filter(set -> !set.equals("id"))
                .toList();
    }

    private static double[] mean(List<String> sets) {
        double[] mean = new double[5];
        for (String set : sets) {
            double[] metrics = metrics(set);
            for (int i = 0; i < mean.length; i++) {
                mean[i] += metrics[i] / sets.size();
            }
        }
        return mean;
    }

    private static double[] metrics(String set) {
        Judged known = Judged.of(golden, "id");
        return Judged.paperMetrics(known.known(), Judged.of(golden, set).confidence(), known.accuracy());
    }
}
