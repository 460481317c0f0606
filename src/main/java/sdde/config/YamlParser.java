package sdde.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * YAML as nodes with places, from the library's events: no types are guessed, and what makes YAML surprising (anchors,
 * tags, several documents, keys given twice) is a problem.
 */
final class YamlParser {
    private static final int DEEPEST = 20;
    /** Each takes another reading of the file. */
    private static final int MOST_TABS = 100;

    private final YamlFile file;
    private final Problems problems;
    private final ParserImpl events;

    private YamlParser(YamlFile file, Problems problems) {
        this.file = file;
        this.problems = problems;
        this.events = new ParserImpl(new StreamReader(file.text()), new LoaderOptions());
    }

    /** The one document of the file, or nothing if it is empty or no YAML, with the problem noted. */
    static Optional<Node> parse(YamlFile file, Problems problems) {
        return parse(file, problems, MOST_TABS);
    }

    /** @param tabs between a key and its value, which YAML allows and the library does not, that may still be met */
    private static Optional<Node> parse(YamlFile file, Problems problems, int tabs) {
        try {
            return Optional.ofNullable(new YamlParser(file, problems).document());
        } catch (Refused e) {
            problems.add(e.place, String.valueOf(e.getMessage()));
        } catch (MarkedYAMLException e) {
            Optional<YamlFile> spaced = tabs == 0 ? Optional.empty() : spaced(file, e.getProblemMark());
            if (spaced.isPresent()) {
                return parse(spaced.get(), problems, tabs - 1);
            }
            problems.add(place(file, e.getProblemMark()), syntax(file, e));
        } catch (ReaderException e) {
            problems.add(
                    at(file, e.getPosition()), "character U+%04X is not allowed in YAML".formatted(e.getCodePoint()));
        } catch (YAMLException | IndexOutOfBoundsException | IllegalArgumentException e) {
            // the library itself trips over a few malformed directives and escapes
            problems.add(Place.of(file.name()), "is not valid YAML: " + Text.shorten(String.valueOf(e.getMessage())));
        }
        return Optional.empty();
    }

    /** With a space for the tab at a mark that is no indent; places stay as they are. */
    private static Optional<YamlFile> spaced(YamlFile file, @Nullable Mark mark) {
        if (mark == null
                || mark.getIndex() >= file.text().codePointCount(0, file.text().length())) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder(file.text());
        int at = text.offsetByCodePoints(0, mark.getIndex());
        if (text.charAt(at) != '\t'
                || text.substring(text.lastIndexOf("\n", at) + 1, at).isBlank()) {
            return Optional.empty();
        }
        text.setCharAt(at, ' ');
        return Optional.of(new YamlFile(file.name(), text.toString()));
    }

    private @Nullable Node document() {
        events.getEvent(); // start of the stream
        if (events.checkEvent(Event.ID.StreamEnd)) {
            problems.add(Place.of(file.name()), "is empty, expected keys such as 'sweep' and 'grid'");
            return null;
        }
        events.getEvent(); // start of the document
        Node node = node(0);
        events.getEvent(); // end of the document
        if (!events.checkEvent(Event.ID.StreamEnd)) {
            problems.add(place(events.peekEvent()), "a second document ('---') is not supported");
        }
        return node;
    }

    private Node node(int depth) {
        Event event = events.getEvent();
        Place place = place(event);
        if (depth > DEEPEST) {
            throw new Refused(place, "is nested deeper than " + DEEPEST + " levels");
        }
        if (event instanceof AliasEvent alias) {
            String name = "*" + Text.shorten(alias.getAnchor());
            problems.addUnreadable(place, "alias '%s' is not supported; write the value out".formatted(name));
            return new Node.Scalar(place, name, true); // never looked up, so that no file grows by reading it
        }
        if (event instanceof NodeEvent named && named.getAnchor() != null) {
            problems.add(
                    place,
                    "anchor '&%s' is not supported; write the value out".formatted(Text.shorten(named.getAnchor())));
        }
        String tag = tag(event);
        if (tag != null) {
            problems.add(place, "tag '%s' is not supported".formatted(Text.shorten(tag)));
        }
        return switch (event.getEventId()) {
            case Scalar -> scalar((ScalarEvent) event, place);
            case SequenceStart -> items(place, depth);
            case MappingStart -> entries(place, depth);
            default -> throw new Refused(place, "is not valid YAML");
        };
    }

    private static @Nullable String tag(Event event) {
        if (event instanceof ScalarEvent scalar) {
            return scalar.getTag();
        }
        return event instanceof CollectionStartEvent collection ? collection.getTag() : null;
    }

    private static Node scalar(ScalarEvent event, Place place) {
        return new Node.Scalar(place, event.getValue(), event.getScalarStyle() == ScalarStyle.PLAIN);
    }

    private Node items(Place place, int depth) {
        List<Node> items = new ArrayList<>();
        while (!events.checkEvent(Event.ID.SequenceEnd)) {
            items.add(node(depth + 1));
        }
        events.getEvent();
        return new Node.Items(place, items);
    }

    private Node entries(Place place, int depth) {
        Map<String, Node.Entry> entries = new LinkedHashMap<>();
        while (!events.checkEvent(Event.ID.MappingEnd)) {
            Node key = node(depth + 1);
            Node value = node(depth + 1);
            if (!(key instanceof Node.Scalar name)) {
                problems.add(key.place(), "a key must be a word, got " + key.shown());
                problems.leaveOpen();
                continue;
            }
            if (name.plain() && name.text().equals("<<")) {
                problems.add(name.place(), "merge key '<<' is not supported; write the keys out");
                problems.leaveOpen();
                continue;
            }
            Node.Entry first = entries.putIfAbsent(name.text(), new Node.Entry(name.place(), name.text(), value));
            if (first != null) {
                problems.add(
                        name.place(),
                        "key %s is given twice, first in line %d"
                                .formatted(name.shown(), first.place().line()));
            }
        }
        events.getEvent();
        return new Node.Entries(place, List.copyOf(entries.values()));
    }

    private Place place(Event event) {
        return place(file, event.getStartMark());
    }

    private static Place place(YamlFile file, @Nullable Mark mark) {
        return mark == null ? Place.of(file.name()) : new Place(file.name(), mark.getLine() + 1, mark.getColumn() + 1);
    }

    /** @param position in code points from the start of the text */
    private static Place at(YamlFile file, int position) {
        int[] before = file.text().codePoints().limit(position).toArray();
        int line = 1;
        int column = 1;
        for (int point : before) {
            line += point == '\n' ? 1 : 0;
            column = point == '\n' ? 1 : column + 1;
        }
        return new Place(file.name(), line, column);
    }

    private static String syntax(YamlFile file, MarkedYAMLException e) {
        String problem = String.valueOf(e.getProblem());
        if (problem.contains("'\\t(TAB)'")) {
            return "a tab cannot indent YAML; use spaces";
        }
        String context = e.getContext() == null ? "" : " " + Text.shorten(e.getContext());
        return "is not valid YAML: " + Text.shorten(problem) + context + offending(file, e.getProblemMark());
    }

    /** The line of a place, or nothing at the end of the file. */
    private static String offending(YamlFile file, @Nullable Mark mark) {
        String line = mark == null
                ? ""
                : file.text()
                        .lines()
                        .skip(mark.getLine())
                        .findFirst()
                        .orElse("")
                        .strip();
        return line.isEmpty() ? "" : ", in '" + Text.shorten(line) + "'";
    }

    /** Ends the reading of a file that cannot be read further. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Place place;

        Refused(Place place, String message) {
            super(message);
            this.place = place;
        }
    }
}
