package sdde.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;

/** The version of the tables, and how they get there. */
final class Schema {
    /** Of the newest migration; a test holds it equal to the files. */
    static final int VERSION = 3;

    static final String LOCATION = "sdde/store/migration";

    private static final String LOG_LEVEL = "org.slf4j.simpleLogger.log.org.flywaydb";

    private Schema() {}

    /** 0 if there are no tables of ours. */
    static int version(Connection connection) throws SQLException {
        try (ResultSet tables =
                connection.getMetaData().getTables(null, connection.getSchema(), "flyway_schema_history", null)) {
            if (!tables.next()) {
                return 0;
            }
        }
        String newest = "SELECT MAX(CAST(\"version\" AS INTEGER)) FROM \"flyway_schema_history\" WHERE \"success\"";
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(newest)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    /** Flyway is loaded only when there is something to do: it takes longer than opening the database. */
    static void migrate(String url, String user, String password) {
        if (System.getProperty(LOG_LEVEL) == null) {
            System.setProperty(LOG_LEVEL, "warn"); // five lines about one migration are none of the user's business
        }
        Flyway.configure(Schema.class.getClassLoader())
                .dataSource(url, user, password)
                .locations("classpath:" + LOCATION)
                .load()
                .migrate();
    }
}
