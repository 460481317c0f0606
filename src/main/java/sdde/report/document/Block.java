package sdde.report.document;

import java.util.List;

/** A part of a section. */
public sealed interface Block
        permits Block.Paragraph, Block.Bullets, Block.Listing, Block.Figure, Block.Picture, Table {
    /** @param tone how loud it is said */
    record Paragraph(String text, Tone tone) implements Block {
        public Paragraph(String text) {
            this(text, Tone.PLAIN);
        }
    }

    /** One item a line. */
    record Bullets(List<String> items) implements Block {
        public Bullets {
            items = List.copyOf(items);
        }
    }

    /** Commands or a file, as they are. @param folded shown only on demand where the format can */
    record Listing(String caption, String text, boolean folded) implements Block {}

    /**
     * A picture.
     *
     * @param id unique in its document, of {@code [a-z0-9-]}: the name of its file
     * @param svg a whole, standing SVG document
     */
    record Figure(String id, String caption, String svg) implements Block {}

    /**
     * A picture made of pixels. Equality is by reference of its bytes.
     *
     * @param id unique in its document, of {@code [a-z0-9-]}: the name of its file
     * @param png the file
     */
    @SuppressWarnings("ArrayRecordComponent") // a file, handed on as it is
    record Picture(String id, String caption, byte[] png) implements Block {}

    /** How loud a paragraph is. */
    enum Tone {
        PLAIN,
        /** A finding that the tests carry. */
        FINDING,
        /** A limit that the reader must know. */
        CAUTION
    }
}
