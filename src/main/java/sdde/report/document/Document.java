package sdde.report.document;

import java.util.List;
import java.util.stream.Stream;

/**
 * A report before it has a format.
 *
 * @param banner what must be read before any number, in every file; empty for most
 * @param lead paragraphs before the first section
 */
public record Document(String title, List<String> banner, List<String> lead, List<Section> sections) {
    public Document {
        banner = List.copyOf(banner);
        lead = List.copyOf(lead);
        sections = List.copyOf(sections);
    }

    public List<Table> tables() {
        return all(Table.class).toList();
    }

    public List<Block.Figure> figures() {
        return all(Block.Figure.class).toList();
    }

    public List<Block.Picture> pictures() {
        return all(Block.Picture.class).toList();
    }

    private <T> Stream<T> all(Class<T> type) {
        return sections.stream()
                .flatMap(section -> section.blocks().stream())
                .filter(type::isInstance)
                .map(type::cast);
    }
}
