package sdde.report.document;

import java.util.List;
import java.util.stream.Stream;

/** @param lead paragraphs before the first section */
public record Document(String title, List<String> lead, List<Section> sections) {
    public Document {
        lead = List.copyOf(lead);
        sections = List.copyOf(sections);
    }

    public List<Table> tables() {
        return all(Table.class).toList();
    }

    public List<Block.Figure> figures() {
        return all(Block.Figure.class).toList();
    }

    private <T> Stream<T> all(Class<T> type) {
        return sections.stream()
                .flatMap(section -> section.blocks().stream())
                .filter(type::isInstance)
                .map(type::cast);
    }
}
