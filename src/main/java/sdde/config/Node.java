package sdde.config;

import java.util.List;
import java.util.stream.Collectors;

/** A piece of a YAML file and where it stands. Scalars keep their text: what it means is for {@link Scalars} to say. */
sealed interface Node {
    Place place();

    /** As a message shows it: on one line, shortened. */
    String shown();

    /** @param plain written without quotes, so that it may be a number */
    record Scalar(Place place, String text, boolean plain) implements Node {
        @Override
        public String shown() {
            return "'" + Text.shorten(text) + "'";
        }
    }

    record Items(Place place, List<Node> items) implements Node {
        public Items {
            items = List.copyOf(items);
        }

        @Override
        public String shown() {
            return Text.shorten(items.stream().limit(5).map(Node::shown).collect(Collectors.joining(", ", "[", "]")));
        }
    }

    record Entries(Place place, List<Entry> entries) implements Node {
        public Entries {
            entries = List.copyOf(entries);
        }

        @Override
        public String shown() {
            return Text.shorten(entries.stream()
                    .limit(5)
                    .map(entry -> entry.key() + ": " + entry.value().shown())
                    .collect(Collectors.joining(", ", "{", "}")));
        }
    }

    /** @param place of the key */
    record Entry(Place place, String key, Node value) {}
}
