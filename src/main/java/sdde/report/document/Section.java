package sdde.report.document;

import java.util.List;

/** @param id unique in its document, of {@code [a-z0-9-]} */
public record Section(String id, String title, List<Block> blocks) {
    public Section {
        blocks = List.copyOf(blocks);
    }
}
