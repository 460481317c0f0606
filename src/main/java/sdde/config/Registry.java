package sdde.config;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The variants of one kind (methods, networks, datasets, aggregators, …), by the name a user writes.
 *
 * <p>A variant is a record: its components are its parameters, its compact constructor checks their ranges, and the
 * instance in the list gives the defaults. A new variant is one small file and one {@link #with} line.
 *
 * @param <T> the interface of the kind
 */
public final class Registry<T> {
    static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .build();

    private static final int MOST_BUILT = 400_000;

    private final String kind;
    private final Map<String, T> defaults = new LinkedHashMap<>();
    /** Variants are immutable, and a plan of many runs asks for the same ones as often. */
    private final Map<Choice, T> built = new ConcurrentHashMap<>();

    private final AtomicInteger kept = new AtomicInteger();

    private final Map<String, SortedMap<String, Object>> parameters = new ConcurrentHashMap<>();

    /** @param kind what a user calls it, for messages: "method", "network" */
    public Registry(String kind) {
        this.kind = kind;
    }

    /** Adds a variant. @param defaults an instance with the default parameters */
    public Registry<T> with(String name, T defaults) {
        if (!(defaults instanceof Record)) {
            throw new IllegalArgumentException(kind + " '" + name + "' must be a record");
        }
        if (this.defaults.putIfAbsent(name, defaults) != null) {
            throw new IllegalArgumentException(kind + " '" + name + "' is registered twice");
        }
        return this;
    }

    public String kind() {
        return kind;
    }

    /** Names in the order of the list. */
    public List<String> names() {
        return List.copyOf(defaults.keySet());
    }

    public boolean has(String name) {
        return defaults.containsKey(name);
    }

    /** The variant with its default parameters. @throws UserError if there is none of that name */
    public T defaults(String name) {
        T variant = defaults.get(name);
        if (variant == null) {
            throw new UserError("unknown %s '%s'%s known: %s"
                    .formatted(kind, name, punctuated(DidYouMean.hint(name, names())), names()));
        }
        return variant;
    }

    /** Names and default values of a variant's parameters, sorted by name. @throws UserError for an unknown variant */
    public SortedMap<String, Object> parameters(String name) {
        T like = defaults(name);
        return new TreeMap<>(parameters.computeIfAbsent(name, absent -> Components.values(like)));
    }

    /**
     * Builds a variant; parameters not given take their defaults.
     *
     * @throws UserError for an unknown name, an unknown parameter, a wrong type or a value out of range
     */
    public T create(Choice choice) {
        T known = built.get(choice);
        if (known == null) {
            known = createNew(choice);
            keep(choice, known);
        }
        return known;
    }

    /** As {@link #create}, for a choice that nobody will ask for again. */
    private T once(Choice choice) {
        T known = built.get(choice);
        return known == null ? createNew(choice) : known;
    }

    private Choice keep(Choice choice, T variant) {
        if (kept.incrementAndGet() <= MOST_BUILT) { // asking the map for its size takes as long as looking into it
            built.putIfAbsent(choice, variant);
        }
        return choice;
    }

    private T createNew(Choice choice) {
        T like = defaults(choice.name());
        SortedMap<String, Object> values = parameters(choice.name());
        List<String> known = List.copyOf(values.keySet());
        List<String> unknown = new ArrayList<>(choice.parameters().keySet());
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new UserError("%s '%s' takes %s, got %s%s"
                    .formatted(kind, choice.name(), known, unknown, DidYouMean.hint(unknown.get(0), known)));
        }
        choice.parameters().forEach((parameter, value) -> {
            Optional<String> wrong = ParameterType.problem(like.getClass(), parameter, value);
            if (wrong.isPresent()) {
                throw new UserError("%s '%s': %s".formatted(kind, choice.name(), wrong.get()));
            }
        });
        values.putAll(choice.parameters());
        return build(choice.name(), like, values);
    }

    /** Whether a value has the type of a variant's parameter; it may be out of range. */
    public boolean takes(String name, String parameter, Object value) {
        return ParameterType.problem(defaults(name).getClass(), parameter, value)
                .isEmpty();
    }

    /** The words of which a variant's parameter is one; none if it is a number or any text. */
    List<String> words(String name, String parameter) {
        return ParameterType.words(defaults(name).getClass(), parameter);
    }

    /** What is wrong with a choice, as {@link #create} would say it; nothing if it can be built. */
    public Optional<String> problem(Choice choice) {
        try {
            create(choice);
            return Optional.empty();
        } catch (UserError e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** The parameters of a variant by name, in their own types. */
    public SortedMap<String, Object> values(T variant) {
        return Components.values(variant);
    }

    /** The choice with every parameter filled in and in its own type, so that 1, 1.0 and 1e0 become equal. */
    public Choice complete(Choice choice) {
        T variant = once(choice);
        return keep(new Choice(choice.name(), Components.values(variant)), variant);
    }

    /** As {@link #complete}, and for a variant that reads files with what names their contents. @throws UserError */
    public Choice pinned(Choice choice) {
        T variant = once(choice);
        SortedMap<String, Object> values = Components.values(variant);
        if (variant instanceof FromFiles files) {
            values.putAll(files.contents());
            return new Choice(choice.name(), values);
        }
        return keep(new Choice(choice.name(), values), variant);
    }

    @SuppressWarnings("unchecked") // the class of a T is a class of T
    private T build(String name, T like, Map<String, Object> values) {
        try {
            return (T) MAPPER.convertValue(values, like.getClass());
        } catch (IllegalArgumentException e) {
            throw new UserError("%s '%s': %s".formatted(kind, name, reason(e)), e);
        }
    }

    private static String reason(IllegalArgumentException e) {
        if (e.getCause() instanceof ValueInstantiationException bad && bad.getCause() != null) {
            return String.valueOf(bad.getCause().getMessage());
        }
        if (e.getCause() instanceof com.fasterxml.jackson.databind.JsonMappingException bad
                && !bad.getPath().isEmpty()) {
            return bad.getPath().get(0).getFieldName() + ": " + bad.getOriginalMessage();
        }
        return String.valueOf(e.getMessage());
    }

    private static String punctuated(String hint) {
        return hint.isEmpty() ? ";" : hint;
    }
}
