package sdde.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sdde.evaluate.diversity.Diversities;
import sdde.report.document.Block;
import sdde.report.document.Block.Paragraph;
import sdde.report.document.Block.Tone;
import sdde.report.document.Section;

/** How much the members differ, by what was optimised and by what was not. */
final class DiversitySection {
    private DiversitySection() {}

    static Section of(Analysis analysis) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Paragraph(
                "The cosine of saliency maps is what SDDE minimises, so a low value shows only that training"
                        + " worked; the other measures were not optimised by any method but their own."));
        for (Group group : analysis.groups()) {
            Optional<String> set = group.testSet();
            if (group.setting().ensembleSize() < 2) {
                blocks.add(
                        new Paragraph("N = 1 in " + group.title() + ": one member cannot be diverse.", Tone.CAUTION));
            } else if (set.isPresent() && !metrics(group, set.get()).isEmpty()) {
                blocks.add(measures(group, set.get())
                        .of(
                                "diversity-" + group.id(),
                                analysis.caption("Diversity on " + set.get(), group),
                                metrics(group, set.get()),
                                List.of(
                                        "Mean ± standard deviation over seeds; nothing is marked best, as more diversity is"
                                                + " not better in itself. The metric contract has the formulas.")));
                blocks.addAll(DiversityGain.of(analysis, group, set.get()));
            }
        }
        if (blocks.size() == 1) {
            blocks.add(new Paragraph("No diversity was measured.", Tone.CAUTION));
        }
        return new Section("diversity", "Diversity of members", blocks);
    }

    /** Those that were measured; CAM first. */
    static List<String> metrics(Group group, String set) {
        List<String> present = measures(group, set).present(Diversities.REGISTRY.names());
        List<String> ordered = new ArrayList<>(
                present.stream().filter(name -> name.startsWith("cam_")).toList());
        present.stream().filter(name -> !name.startsWith("cam_")).forEach(ordered::add);
        return ordered;
    }

    static MeasureTable measures(Group group, String set) {
        return new MeasureTable(group, set, ScoreKey.UNSCALED);
    }
}
