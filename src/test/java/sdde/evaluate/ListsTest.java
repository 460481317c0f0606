package sdde.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import sdde.config.Registry;
import sdde.evaluate.aggregator.Aggregator;
import sdde.evaluate.aggregator.Aggregators;
import sdde.evaluate.aggregator.FeatureAggregator;
import sdde.evaluate.aggregator.FeatureAggregators;
import sdde.evaluate.diversity.Diversities;
import sdde.evaluate.diversity.Diversity;
import sdde.evaluate.metric.Metric;
import sdde.evaluate.metric.Metrics;

class ListsTest {
    @Test
    void noAggregatorIsMissingFromItsList() {
        assertThat(listed(Aggregators.REGISTRY)).isEqualTo(written(Aggregator.class));
    }

    @Test
    void noAggregatorOfFeaturesIsMissingFromItsList() {
        assertThat(listed(FeatureAggregators.REGISTRY)).isEqualTo(written(FeatureAggregator.class));
        assertThat(Aggregators.REGISTRY.names()).doesNotContainAnyElementsOf(FeatureAggregators.REGISTRY.names());
    }

    @Test
    void noMetricIsMissingFromItsList() {
        assertThat(listed(Metrics.REGISTRY)).isEqualTo(written(Metric.class));
    }

    @Test
    void noDiversityMeasureIsMissingFromItsList() {
        assertThat(listed(Diversities.REGISTRY)).isEqualTo(written(Diversity.class));
    }

    @Test
    void noNameMeansTwoThings() {
        assertThat(Metrics.REGISTRY.names()).doesNotContainAnyElementsOf(Diversities.REGISTRY.names());
    }

    @Test
    void everyNameIsDocumented() throws IOException {
        String page = Files.readString(Path.of(System.getProperty("sdde.root", ""), "docs", "metrics.md"));

        for (Registry<?> registry : new Registry<?>[] {
            Aggregators.REGISTRY, FeatureAggregators.REGISTRY, Metrics.REGISTRY, Diversities.REGISTRY
        }) {
            for (String name : registry.names()) {
                assertThat(page).as(registry.kind() + " " + name).contains("`" + name + "`");
            }
        }
        Aggregators.ALIASES.keySet().forEach(alias -> assertThat(page).contains("`" + alias + "`"));
    }

    private static <T> Set<String> listed(Registry<T> registry) {
        return registry.names().stream()
                .map(name -> registry.defaults(name).getClass().getName())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Records of the kind's package that implement it. */
    private static Set<String> written(Class<?> kind) {
        return new ClassFileImporter()
                .importPackages(kind.getPackageName()).stream()
                        .filter(type -> type.isRecord() && type.isAssignableTo(kind))
                        .map(JavaClass::getName)
                        .collect(Collectors.toCollection(TreeSet::new));
    }
}
