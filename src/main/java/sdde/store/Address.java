package sdde.store;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sdde.config.UserError;
import sdde.run.Home;

/**
 * Where the results database is.
 *
 * @param file of H2, without its ending; none for PostgreSQL
 * @param url for JDBC
 */
record Address(@Nullable Path file, String url, String user, String password) {
    /** Names a PostgreSQL by its JDBC URL, {@code jdbc:postgresql://host/database}. */
    static final String VARIABLE = "SDDE_DATABASE";

    static Address of(Home home) {
        return of(home, System.getenv());
    }

    /** @throws UserError that does not repeat the address, which may hold a password */
    static Address of(Home home, Map<String, String> environment) {
        String given = environment.getOrDefault(VARIABLE, "").strip();
        if (given.isEmpty()) {
            return of(home.database());
        }
        if (!given.startsWith("jdbc:postgresql:")) {
            throw new UserError(VARIABLE + " must be a JDBC URL of PostgreSQL, jdbc:postgresql://HOST/DATABASE, got"
                    + " something else; unset it to use " + home.database() + ".mv.db");
        }
        return new Address(
                null,
                given,
                environment.getOrDefault("SDDE_DATABASE_USER", environment.getOrDefault("USER", "postgres")),
                environment.getOrDefault("SDDE_DATABASE_PASSWORD", ""));
    }

    static Address of(Path file) {
        return new Address(file, Connections.url(file), "sa", "");
    }

    /** Without anything that could be secret. */
    @Override
    public String toString() {
        return file == null
                ? url.replaceAll("[?;].*", "").replaceAll("//[^/@]*@", "//")
                : Connections.file(file).toString();
    }
}
