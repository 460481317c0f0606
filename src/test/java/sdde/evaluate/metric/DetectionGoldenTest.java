package sdde.evaluate.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import sdde.golden.Golden;

class DetectionGoldenTest {
    private static final Map<String, String> METRICS = Map.of(
            "fpr95", "fpr95_paper",
            "auroc", "auroc",
            "aupr_in", "aupr_in_paper",
            "aupr_out", "aupr_out_paper",
            "fpr95_id_positive", "fpr95_id_paper");

    private static Golden golden;

    @BeforeAll
    static void open() {
        golden = Golden.open("ood_metrics.npz");
    }

    @AfterAll
    static void nothingWasLeftOut() {
        Golden.finish(golden);
    }

    @Test
    void everyMetricIsTheAuthors() {
        for (String name : golden.cases("(.+)_conf")) {
            Judged judged = Judged.of(golden, name);
            Detection detection = Detection.of(judged.known(), judged.unknown());

            golden.check(name + "_metrics", Judged.paperMetrics(judged.known(), judged.unknown(), judged.accuracy()));
            golden.check(name + "_fpr_id", Judged.score("fpr95_id_paper", detection));
        }
    }

    @Test
    void everyMetricIsTheAuthorsInDoublePrecision() {
        for (String name : golden.cases("(.+)_conf")) {
            Judged judged = Judged.of(golden, name);
            Detection detection = Detection.of(judged.known(), judged.unknown());
            JsonNode scalars = Golden.scalars().path("ood_metrics/" + name);

            METRICS.forEach((key, metric) -> {
                if (scalars.has(key)) {
                    assertThat(Judged.score(metric, detection))
                            .as("%s of %s", metric, name)
                            .isCloseTo(scalars.get(key).asDouble(), within(1e-12));
                }
            });
        }
    }
}
