package sdde.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Cases made with SciPy, statsmodels and others; {@code -Dgolden.stats.dir=DIR} names another folder of the same form.
 * A number passes if it is within {@code abs + rel * |expected|} of the case's tolerance.
 */
final class GoldenStatistics {
    private GoldenStatistics() {}

    /** @param kind middle part of the name: {@code t_tests} */
    static List<JsonNode> cases(String file, String kind) throws IOException {
        Path folder = Path.of(System.getProperty("golden.stats.dir", "src/test/resources/golden/stats"));
        List<JsonNode> cases = new ArrayList<>();
        for (JsonNode one : new JsonMapper().readTree(Files.readString(folder.resolve(file)))) {
            if (one.get("name").asText().split("/")[1].equals(kind)) {
                cases.add(one);
            }
        }
        assertThat(cases).as(kind + " in " + file).isNotEmpty();
        return cases;
    }

    static double[] numbers(JsonNode array) {
        double[] numbers = new double[array.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = number(array.get(i));
        }
        return numbers;
    }

    static double[][] matrix(JsonNode rows) {
        double[][] matrix = new double[rows.size()][];
        for (int i = 0; i < matrix.length; i++) {
            matrix[i] = numbers(rows.get(i));
        }
        return matrix;
    }

    static double number(JsonNode node) {
        return node.isTextual() ? Double.parseDouble(node.asText()) : node.asDouble();
    }

    /** @param path to the expected number below {@code expected}: {@code /paired/greater/p} */
    static void check(JsonNode golden, String path, double actual) {
        JsonNode node = golden.at("/expected" + path);
        String name = golden.get("name").asText() + path;
        assertThat(node.isMissingNode()).as(name + " is missing").isFalse();
        double expected = number(node);
        if (Double.isNaN(expected) || Double.isInfinite(expected)) {
            assertThat(actual).as(name).isEqualTo(expected);
            return;
        }
        JsonNode tolerance = golden.at("/tolerance/per_key/" + path.split("/")[1]);
        tolerance = tolerance.isObject() ? tolerance : golden.get("tolerance");
        double allowed =
                tolerance.path("abs").asDouble() + tolerance.path("rel").asDouble() * Math.abs(expected);
        assertThat(Math.abs(actual - expected))
                .as(name + ": " + actual + " for " + expected)
                .isLessThanOrEqualTo(allowed);
    }

    static void check(JsonNode golden, String path, double[] actual) {
        assertThat(actual.length)
                .as(path)
                .isEqualTo(golden.at("/expected" + path).size());
        for (int i = 0; i < actual.length; i++) {
            check(golden, path + "/" + i, actual[i]);
        }
    }
}
