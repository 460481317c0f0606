package sdde.config;

/**
 * All names a user can write. Filled by the packages that own the variants and handed to the reader, which imports none
 * of them.
 */
public record Vocabulary(Registry<?> methods, Registry<?> networks, Registry<?> datasets) {}
