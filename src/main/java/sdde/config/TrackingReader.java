package sdde.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code tracking}. */
final class TrackingReader {
    private static final List<String> KEYS = List.of("mlflow", "experiment", "artifacts");
    private static final String ADDRESS = "https?://[^\\s/?#]+\\S*";

    private final Problems problems;

    TrackingReader(Problems problems) {
        this.problems = problems;
    }

    Tracking read(Node node) {
        if (!(node instanceof Node.Entries parts)) {
            problems.add(node.place(), "expected {mlflow: URI}, got " + node.shown());
            return Tracking.NONE;
        }
        String mlflow = null;
        String experiment = null;
        List<String> artifacts = List.of();
        for (Node.Entry part : parts.entries()) {
            switch (part.key()) {
                case "mlflow" -> mlflow = address(part.value());
                case "experiment" -> experiment = experiment(part.value());
                case "artifacts" -> artifacts = artifacts(part.value());
                default -> problems.add(part.place(), SweepReader.unknown(part.key(), KEYS));
            }
        }
        return new Tracking(mlflow, experiment, artifacts);
    }

    /** The file is kept with the results and shown in reports, so a password in it is refused, and not repeated. */
    private @Nullable String address(Node value) {
        if (!(value instanceof Node.Scalar scalar) || !scalar.text().matches(ADDRESS)) {
            boolean secret =
                    value instanceof Node.Scalar scalar && scalar.text().contains("@");
            problems.add(
                    value.place(),
                    "expected an address such as http://127.0.0.1:5000, got "
                            + (secret ? "something else" : value.shown()));
            return null;
        }
        if (scalar.text().contains("@")) {
            problems.add(
                    value.place(),
                    "an address in a sweep file must not hold a user or a password, because the file is kept with the"
                            + " results; set MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, or MLFLOW_TRACKING_TOKEN");
            return null;
        }
        return scalar.text();
    }

    private @Nullable String experiment(Node value) {
        if (value instanceof Node.Scalar scalar
                && !Values.text(scalar).isEmpty()
                && scalar.text().length() <= 250
                && scalar.text().matches("[^\\p{Cntrl}]+")) {
            return scalar.text();
        }
        problems.add(value.place(), "expected the name of an experiment, at most 250 characters, got " + value.shown());
        return null;
    }

    private List<String> artifacts(Node value) {
        List<Node> items = value instanceof Node.Items list ? list.items() : List.of(value);
        if (items.isEmpty()) {
            problems.add(value.place(), "expected at least one of " + Tracking.ARTIFACTS + ", got []");
        }
        List<String> found = new ArrayList<>();
        for (Node item : items) {
            if (!(item instanceof Node.Scalar scalar)) {
                problems.add(item.place(), "expected one of " + Tracking.ARTIFACTS + ", got " + item.shown());
            } else if (scalar.text().equals("saliency")) {
                problems.add(item.place(), "not supported yet: artifact 'saliency'; known: " + Tracking.ARTIFACTS);
            } else if (!Tracking.ARTIFACTS.contains(scalar.text())) {
                String hint = DidYouMean.hint(scalar.text(), Tracking.ARTIFACTS);
                problems.add(
                        item.place(),
                        "unknown artifact " + scalar.shown() + (hint.isEmpty() ? ";" : hint) + " known: "
                                + Tracking.ARTIFACTS);
            } else {
                found.add(scalar.text());
            }
        }
        return found;
    }
}
