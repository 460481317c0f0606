package sdde.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sdde.report.document.Block;
import sdde.report.document.Block.Paragraph;
import sdde.report.document.Section;

/** Calibration in parts, and the authors' conventions beside ours; without temperature and with. */
final class CalibrationSection {
    static final List<String> NAMES = List.of(
            "ece",
            "ece_paper",
            "ece_paper_dropped",
            "ece_adaptive",
            "ece_classwise",
            "nll",
            "nll_paper",
            "brier",
            "brier_reliability",
            "brier_resolution",
            "brier_uncertainty",
            "brier_within_bins");

    private CalibrationSection() {}

    static Optional<Section> of(Analysis analysis) {
        List<Block> blocks = new ArrayList<>();
        for (Group group : analysis.groups()) {
            group.testSet().ifPresent(set -> {
                add(blocks, analysis, new MeasureTable(group, set, ScoreKey.UNSCALED), "", group, set);
                add(blocks, analysis, new MeasureTable(group, set, ScoreKey.SCALED), "scaled-", group, set);
                blocks.addAll(ReliabilityFigures.of(analysis, group));
            });
        }
        if (blocks.isEmpty()) {
            return Optional.empty();
        }
        blocks.add(
                0,
                new Paragraph(
                        "Lower is better, but for the resolution of the Brier score. The names ending in paper follow the authors'"
                                + " code: ECE without the samples of confidence 1.0 (ece_paper_dropped counts them), NLL as a mean of"
                                + " batch means. Brier = reliability - resolution + uncertainty + within bins."));
        return Optional.of(new Section("calibration", "Calibration", blocks));
    }

    private static void add(
            List<Block> blocks, Analysis analysis, MeasureTable measures, String kind, Group group, String set) {
        if (measures.present(NAMES).isEmpty()) {
            return;
        }
        String caption = kind.isEmpty() ? "Calibration without temperature on " : "Calibration with temperature on ";
        blocks.add(measures.of(
                "calibration-" + kind + group.id(),
                analysis.caption(caption + set, group),
                NAMES,
                List.of("Mean ± standard deviation over seeds, of the softmax of the mean logits.")));
    }
}
