package sdde.report;

import java.util.ArrayList;
import java.util.List;
import sdde.report.document.Document;
import sdde.report.document.Section;

/** The sections of a report in their order. */
final class Report {
    private Report() {}

    static Document of(Analysis analysis) {
        List<Section> sections = new ArrayList<>();
        sections.add(VerdictSection.of(analysis));
        sections.add(PaperClaimSection.of(analysis));
        ClaimSection.of(analysis).ifPresent(sections::add);
        sections.add(DiagnosticSection.of(analysis));
        sections.add(MainSection.of(analysis));
        sections.add(PaperTables.of(analysis));
        sections.add(AggregatorSection.of(analysis));
        LambdaSection.of(analysis).ifPresent(sections::add);
        CalibrationSection.of(analysis).ifPresent(sections::add);
        sections.add(DiversitySection.of(analysis));
        sections.add(OmnibusSection.of(analysis));
        sections.add(RliableSection.of(analysis));
        sections.add(ScoreSection.of(analysis));
        SaliencyFigures.of(analysis).ifPresent(sections::add);
        sections.add(MetricSection.of(analysis));
        sections.add(OverlapSection.of(analysis));
        sections.add(DeviationSection.of(analysis));
        sections.add(ThreatSection.of(analysis));
        sections.add(PowerSection.of(analysis));
        sections.add(LedgerSection.of(analysis, sections));
        sections.add(AccountingSection.of(analysis));
        sections.add(CostSection.of(analysis));
        sections.add(EnvironmentSection.of(analysis));
        sections.add(DeterminismSection.of(analysis));
        sections.add(ReproduceSection.of(analysis, sections));
        return new Document(
                analysis.study().heading().title(), Banner.of(analysis.study().plan()), lead(analysis), sections);
    }

    private static List<String> lead(Analysis analysis) {
        Heading heading = analysis.study().heading();
        List<String> lead = new ArrayList<>();
        if (!heading.question().isEmpty()) {
            lead.add("Question: " + heading.question());
        }
        if (!heading.description().isEmpty()) {
            lead.add(heading.description());
        }
        lead.add("Sweep %s: %s runs planned, %s used.%s"
                .formatted(
                        analysis.study().plan().sweep(),
                        analysis.study().runs().size(),
                        analysis.used().size(),
                        analysis.groups().size() > 1
                                ? " " + analysis.groups().size() + " blocks, one table each."
                                : ""));
        return lead;
    }
}
