package sdde.config;

/**
 * All names a user can write. Filled by the packages that own the variants and handed to the reader, which imports none
 * of them.
 */
public record Vocabulary(Registry<?> methods, Registry<?> networks, Registry<?> datasets, Measures measures) {
    /** Without anything to measure: claims are refused then. */
    public Vocabulary(Registry<?> methods, Registry<?> networks, Registry<?> datasets) {
        this(methods, networks, datasets, Measures.NONE);
    }

    public Vocabulary with(Measures known) {
        return new Vocabulary(methods, networks, datasets, known);
    }
}
