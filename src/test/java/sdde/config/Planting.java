package sdde.config;

import java.lang.reflect.Field;
import java.util.Map;

/** Puts another variant in the place of one in a registry, for good: nothing but a test's own process should do that. */
public final class Planting {
    private Planting() {}

    /** @return what stood there */
    @SuppressWarnings("unchecked")
    public static <T> T replace(Registry<T> registry, String name, T variant) {
        try {
            Map<String, T> defaults = (Map<String, T>) field("defaults").get(registry);
            ((Map<?, ?>) field("built").get(registry)).clear();
            ((Map<?, ?>) field("parameters").get(registry)).clear();
            T before = defaults.put(name, variant);
            if (before == null) {
                throw new IllegalArgumentException("there is no '" + name + "' to replace");
            }
            return before;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Field field(String name) throws NoSuchFieldException {
        Field field = Registry.class.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }
}
