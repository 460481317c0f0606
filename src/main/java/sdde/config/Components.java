package sdde.config;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The components of a record class by the names that a user writes, looked up once: a plan of many runs asks often. */
record Components(Map<String, RecordComponent> byName) {
    private static final PropertyNamingStrategies.SnakeCaseStrategy NAMING =
            new PropertyNamingStrategies.SnakeCaseStrategy();

    private static final ClassValue<Components> KNOWN = new ClassValue<>() {
        @Override
        protected Components computeValue(Class<?> type) {
            Map<String, RecordComponent> byName = new LinkedHashMap<>();
            for (RecordComponent component : type.getRecordComponents()) {
                component.getAccessor().setAccessible(true); // records of variants are package-private
                byName.put(NAMING.translate(component.getName()), component);
            }
            return new Components(Collections.unmodifiableMap(byName));
        }
    };

    static Components of(Class<?> type) {
        return KNOWN.get(type);
    }

    /** A record's values by name: numbers, texts and booleans as they are, all else as JSON would have it. */
    static SortedMap<String, Object> values(Object variant) {
        SortedMap<String, Object> values = new TreeMap<>();
        of(variant.getClass()).byName.forEach((name, component) -> values.put(name, value(component, variant)));
        return values;
    }

    private static @Nullable Object value(RecordComponent component, Object variant) {
        try {
            Object value = component.getAccessor().invoke(variant);
            return value instanceof Number || value instanceof String || value instanceof Boolean
                    ? value
                    : Registry.MAPPER.convertValue(value, Object.class);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("cannot read " + component + " of " + variant, e);
        }
    }
}
