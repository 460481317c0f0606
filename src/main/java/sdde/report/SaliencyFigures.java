package sdde.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import sdde.report.document.Block;
import sdde.report.document.Block.Paragraph;
import sdde.report.document.Block.Picture;
import sdde.report.document.Section;

/** Images under the members' saliency maps, where the workers left such pictures. */
final class SaliencyFigures {
    private static final int MOST_PICTURES = 8;

    /** Of one picture; the page holds them all. */
    private static final int MOST_BYTES = 300_000;

    private SaliencyFigures() {}

    /** Nothing if no run has a picture. */
    static Optional<Section> of(Analysis analysis) {
        List<Block> pictures = new ArrayList<>();
        TreeSet<String> ids = new TreeSet<>();
        int left = 0;
        for (Group group : analysis.groups()) {
            for (MethodRow row : Selection.of(group, analysis.options())) {
                StudyRun run = row.used().get(0);
                SortedMap<String, byte[]> panels =
                        analysis.study().evidence().shelf().panels(run.member().id());
                boolean shown = false;
                for (Map.Entry<String, byte[]> panel : panels.entrySet()) {
                    if (shown || pictures.size() == MOST_PICTURES || panel.getValue().length > MOST_BYTES) {
                        left++;
                        continue;
                    }
                    String name = panel.getKey().replaceFirst("\\.png$", "");
                    pictures.add(new Picture(
                            Labels.slug("saliency-" + group.id() + "-" + row.label(), ids),
                            "%s of %s, %s, seed %s"
                                    .formatted(
                                            name,
                                            row.label(),
                                            group.title(),
                                            run.spec().seed()),
                            panel.getValue()));
                    shown = true;
                }
            }
        }
        if (pictures.isEmpty()) {
            return Optional.empty();
        }
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Paragraph(
                "What the members of one run of each method look at, as its worker drew it. A few images show that maps are"
                        + " maps; that they differ is measured by the cosines, not by the eye."));
        blocks.addAll(pictures);
        if (left > 0) {
            blocks.add(new Paragraph("%s more such pictures lie in runs/<id>/saliency/.".formatted(left)));
        }
        return Optional.of(new Section("saliency", "Saliency maps over images", blocks));
    }
}
