package sdde.report;

import java.util.ArrayList;
import java.util.List;
import sdde.report.document.Block;
import sdde.report.document.Block.Paragraph;
import sdde.report.document.Block.Tone;
import sdde.report.document.Cell;
import sdde.report.document.Section;
import sdde.report.document.Table;
import sdde.report.document.Table.Column;

/** Known signs of failure, each with what was seen and what to do. */
final class DiagnosticSection {
    private DiagnosticSection() {}

    static Section of(Analysis analysis) {
        List<Diagnostic> all = Diagnostics.of(analysis);
        List<Block> blocks = new ArrayList<>();
        for (Diagnostic one : all) {
            if (one.result() == Diagnostic.Result.FOUND) {
                blocks.add(new Paragraph(
                        "%s. %s. Advice: %s.".formatted(one.title(), String.join("; ", one.evidence()), one.advice()),
                        Tone.CAUTION));
            }
        }
        if (blocks.isEmpty()) {
            blocks.add(new Paragraph(
                    "None of the known signs of failure was found; what could not be told stands in the table."));
        }
        blocks.add(table(all));
        return new Section("diagnostics", "Signs of failure", blocks);
    }

    private static Table table(List<Diagnostic> all) {
        return new Table(
                "diagnostics",
                "Signs that were looked for",
                List.of(
                        Column.words("sign"),
                        Column.words("result"),
                        Column.words("evidence"),
                        Column.words("counts as found"),
                        Column.words("advice")),
                all.stream()
                        .map(one -> List.of(
                                Cell.of(one.title()),
                                Cell.of(one.result().words()),
                                Cell.of(String.join("; ", one.evidence())),
                                Cell.of(one.rule()),
                                Cell.of(one.advice())))
                        .toList(),
                List.of(
                        "Rules are fixed in the program, not chosen by the results. A sign that is not found is no proof of health."));
    }
}
