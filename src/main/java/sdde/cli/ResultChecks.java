package sdde.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sdde.config.UserError;
import sdde.evaluate.Evaluator;
import sdde.run.Hashes;
import sdde.run.Home;
import sdde.run.RunFolders;
import sdde.run.RunId;
import sdde.run.RunState;
import sdde.schedule.HomeLock;
import sdde.store.Database;
import sdde.store.RowComparison;
import sdde.store.Table;

/** What {@code doctor} asks of the results: whether the database says what the run folders say, and each run is there once. */
final class ResultChecks {
    private static final String REBUILD = "make the database anew from the run folders: sweep rebuild";
    private static final int MOST = 5;

    private final Home home;
    private final boolean busy;

    private ResultChecks(Home home) {
        this.home = home;
        this.busy = HomeLock.holder(home).isPresent();
    }

    /** @param hashes whether to read all files and make all numbers anew, or only to compare lengths */
    static List<Finding> all(Home home, boolean hashes) {
        ResultChecks checks = new ResultChecks(home);
        if (!Files.isDirectory(home.runs())) {
            return List.of(Finding.fine("results", "none yet in " + home.folder()));
        }
        List<Finding> findings = new ArrayList<>();
        Map<String, RunState> folders = checks.folders(findings);
        findings.add(checks.leases(folders));
        findings.add(twins(succeeded(folders), home));
        try (Database database = Database.readOnly(home)) {
            findings.add(checks.states(database, folders));
            findings.add(checks.files(database, hashes));
            if (hashes && !checks.busy) {
                findings.add(checks.rows(database, folders));
            }
            findings.add(outbox(database));
        } catch (UserError e) {
            findings.add(new Finding("database", String.valueOf(e.getMessage()), REBUILD));
        }
        return findings;
    }

    private Map<String, RunState> folders(List<Finding> findings) {
        Map<String, RunState> states = new TreeMap<>();
        RunFolders ledger = new RunFolders(home.runs());
        try (Stream<Path> all = Files.list(home.runs())) {
            for (Path folder : all.filter(path -> path.getFileName().toString().matches("[0-9a-f]{16}"))
                    .sorted()
                    .toList()) {
                String id = folder.getFileName().toString();
                try {
                    states.put(id, ledger.state(new RunId(id)));
                } catch (UncheckedIOException | IllegalArgumentException e) {
                    findings.add(new Finding(
                            "runs",
                            id + " cannot be read: " + e.getMessage(),
                            "delete its folder; the next start trains it again"));
                }
            }
        } catch (IOException e) {
            findings.add(new Finding("runs", "cannot list " + home.runs(), "make it readable"));
        }
        return states;
    }

    /** Nobody works on a run that says it is being worked on. */
    private Finding leases(Map<String, RunState> folders) {
        List<String> stale = folders.entrySet().stream()
                .filter(run -> run.getValue() == RunState.LEASED || run.getValue() == RunState.RUNNING)
                .map(Map.Entry::getKey)
                .toList();
        if (busy) {
            return Finding.fine("leases", stale.size() + " runs are being trained");
        }
        return stale.isEmpty()
                ? Finding.fine("leases", "no run is left unfinished by a dead program")
                : new Finding(
                        "leases",
                        "%d runs were left unfinished by a dead program: %s".formatted(stale.size(), some(stale)),
                        "start the sweep again, it goes on: run-sweep FILE");
    }

    private Finding states(Database database, Map<String, RunState> folders) {
        Map<String, RunState> rows = new TreeMap<>();
        database.query("SELECT run_id, state FROM run")
                .rows()
                .forEach(row -> rows.put(String.valueOf(row.get(0)), RunState.valueOf(String.valueOf(row.get(1)))));
        List<String> different = new ArrayList<>();
        folders.forEach((id, state) -> {
            RunState said = rows.get(id);
            if (state.isTerminal() && said != state) {
                different.add("%s is %s, the database says %s".formatted(id, state, said == null ? "nothing" : said));
            }
        });
        rows.forEach((id, state) -> {
            if (state != RunState.PLANNED && !folders.containsKey(id)) {
                different.add("%s has no folder, the database says %s".formatted(id, state));
            }
        });
        return different.isEmpty() || busy
                ? Finding.fine("database", "%d runs, as their folders say".formatted(rows.size()))
                : new Finding("database", some(different), REBUILD);
    }

    private Finding files(Database database, boolean hashes) {
        Table artifacts = database.query("SELECT run_id, path, bytes, sha256 FROM artifact ORDER BY run_id, path");
        List<String> wrong = new ArrayList<>();
        for (List<@Nullable Object> row : artifacts.rows()) {
            Path file = home.runs().resolve(String.valueOf(row.get(0))).resolve(String.valueOf(row.get(1)));
            long bytes = Long.parseLong(String.valueOf(row.get(2)));
            if (!Files.isRegularFile(file)) {
                wrong.add(file + " is missing");
            } else if (file.toFile().length() != bytes) {
                wrong.add("%s has %d bytes, %d were written"
                        .formatted(file, file.toFile().length(), bytes));
            } else if (hashes && !Hashes.of(file).equals(row.get(3))) {
                wrong.add(file + " has other content than was written");
            }
        }
        String how = hashes ? "content compared" : "lengths compared";
        return wrong.isEmpty()
                ? Finding.fine(
                        "files",
                        "%d files of runs, %s".formatted(artifacts.rows().size(), how))
                : new Finding(
                        "files",
                        some(wrong),
                        "copy the run folder from a backup, or delete it and start the sweep again; then: sweep rebuild");
    }

    /** All that a rebuild would make anew, evaluation included. */
    private Finding rows(Database database, Map<String, RunState> folders) {
        Set<String> done = folders.entrySet().stream()
                .filter(run -> run.getValue().isTerminal())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        try {
            List<String> different = RowComparison.differences(database, home, done, Evaluator::evaluate);
            return different.isEmpty()
                    ? Finding.fine("rows", "every number of %d runs is what their files give".formatted(done.size()))
                    : new Finding("rows", some(different), REBUILD);
        } catch (UserError e) {
            return new Finding(
                    "rows", "cannot be compared: " + e.getMessage(), "mend what is wrong with the files first");
        }
    }

    private static List<String> succeeded(Map<String, RunState> folders) {
        return folders.entrySet().stream()
                .filter(run -> run.getValue() == RunState.SUCCEEDED)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Finding twins(List<String> succeeded, Home home) {
        List<String> twins = Twins.among(succeeded, home);
        return twins.isEmpty()
                ? Finding.fine("twins", "no run is there twice")
                : new Finding("twins", some(twins), "delete the folder that was copied, then: sweep rebuild");
    }

    private static Finding outbox(Database database) {
        List<String> waiting =
                database.query("SELECT sweep, COUNT(*) FROM outbox GROUP BY sweep ORDER BY sweep").rows().stream()
                        .map(row -> "%s of sweep '%s'".formatted(row.get(1), row.get(0)))
                        .toList();
        return waiting.isEmpty()
                ? Finding.fine("outbox", "nothing waits for MLflow")
                : new Finding("outbox", "not sent to MLflow yet: " + some(waiting), "sweep sync --all");
    }

    private static String some(List<String> all) {
        String rest = all.size() > MOST ? ", and " + (all.size() - MOST) + " more" : "";
        return String.join(", ", all.subList(0, Math.min(MOST, all.size()))) + rest;
    }
}
