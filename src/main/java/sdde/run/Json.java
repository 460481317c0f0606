package sdde.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One way to write JSON: snake_case, sorted keys, the shortest form of every number on every JDK. */
public final class Json {
    /** Shared and immutable after this line. */
    public static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            // Double.toString is not the shortest form before JDK 19, and run ids must not depend on the JDK
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .addMixIn(TrainSettings.class, UsualLeftOut.class)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final DefaultPrettyPrinter PRETTY =
            new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));

    private Json() {}

    /** Settings that came later are written only where they are not what was done before. */
    interface UsualLeftOut {
        @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = Mean.class)
        LossReduction lossReduction();

        @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        int images();
    }

    /** Equal to what is left out, as Jackson asks a filter. */
    private static final class Mean {
        @Override
        @SuppressWarnings("EqualsUnsafeCast") // compares no two filters
        public boolean equals(@Nullable Object value) {
            return value == LossReduction.MEAN;
        }

        @Override
        public int hashCode() {
            return LossReduction.MEAN.hashCode();
        }
    }

    /** On one line, keys sorted. */
    public static String line(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write " + value.getClass() + " as JSON", e);
        }
    }

    /** Over several lines, keys sorted, '\n' at the end. */
    public static String pretty(Object value) {
        try {
            return MAPPER.writer(PRETTY).writeValueAsString(value) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write " + value.getClass() + " as JSON", e);
        }
    }

    /** Written beside the target and moved over it, so that a reader sees all of it or nothing. */
    public static void write(Path file, Object value) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path half = file.resolveSibling(file.getFileName() + ".tmp");
            Files.writeString(half, pretty(value));
            Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** As {@link #read}; empty if the file is missing or damaged. */
    public static <T> Optional<T> readIfWhole(Path file, Class<T> type) {
        try {
            return Files.exists(file) ? Optional.of(read(file, type)) : Optional.empty();
        } catch (UncheckedIOException damaged) {
            return Optional.empty();
        }
    }

    /** @throws UncheckedIOException naming the file, if it is missing or is not JSON of that type */
    public static <T> T read(Path file, Class<T> type) {
        try {
            return MAPPER.readValue(file.toFile(), type);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
