package sdde.run;

import java.nio.file.Path;

/** Where results live: {@code results.db}, {@code runs/}, {@code reports/}. */
public record Home(Path folder) {
    public Home {
        folder = folder.toAbsolutePath().normalize();
    }

    public Path runs() {
        return folder.resolve("runs");
    }

    public Path reports() {
        return folder.resolve("reports");
    }

    /** Without H2's own ending {@code .mv.db}. */
    public Path database() {
        return folder.resolve("results.db");
    }

    /** Frozen plans of a sweep: {@code runs/.sweeps/<sweep>/<plan-hash>.json}. */
    public Path plans(String sweep) {
        return runs().resolve(".sweeps").resolve(sweep);
    }
}
