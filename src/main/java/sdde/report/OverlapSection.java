package sdde.report;

import java.util.List;
import sdde.report.document.Block;
import sdde.report.document.Block.Paragraph;
import sdde.report.document.Block.Tone;
import sdde.report.document.Cell;
import sdde.report.document.Section;
import sdde.report.document.Table;
import sdde.report.document.Table.Column;
import sdde.run.Overlaps;

/** What training, test and out-of-distribution sets have in common. */
final class OverlapSection {
    private OverlapSection() {}

    static Section of(Analysis analysis) {
        List<Overlaps.Pair> pairs = analysis.study().overlaps();
        List<Block> blocks = pairs.isEmpty()
                ? List.of(new Paragraph(
                        "Not looked for in these sets: bin/sweep data check --sweep %s compares them, and the next report shows it."
                                .formatted(analysis.study().plan().sweep()),
                        Tone.CAUTION))
                : List.of(table(pairs));
        return new Section("overlaps", "Images and classes in common", blocks);
    }

    private static Table table(List<Overlaps.Pair> pairs) {
        return new Table(
                "overlaps",
                "Images of the second set that stand in the first, and classes of both",
                List.of(
                        Column.words("first"),
                        Column.words("second"),
                        Column.numbers("images"),
                        Column.numbers("same"),
                        Column.numbers("nearly the same"),
                        Column.words("classes of both")),
                pairs.stream().map(OverlapSection::row).toList(),
                List.of(
                        "Same: equal bytes at the first set's size. Nearly: a root mean squared difference of at most 8 of 255"
                                + " levels. Classes are compared by a word of their names."));
    }

    private static List<Cell> row(Overlaps.Pair pair) {
        return List.of(
                Cell.of(pair.first()),
                Cell.of(pair.second()),
                Cell.of(pair.images()),
                Cell.of(pair.same()),
                Cell.of(pair.near()),
                pair.classes().isEmpty() ? Cell.missing() : Cell.of(String.join("; ", pair.classes())));
    }
}
