package sdde.worker;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import sdde.config.UserError;
import sdde.run.Job;
import sdde.run.Json;
import sdde.run.RunFiles;

/**
 * One run in a process of its own: reads {@code job.json} in an attempt's folder and writes into that folder alone,
 * {@code result.json} last.
 */
public final class WorkerMain {
    /** All that was asked is there, a diverged training included. */
    public static final int DONE = 0;
    /** The job or its data are wrong; another try gives the same. */
    public static final int BAD_JOB = 2;
    /** Data that the job needs are missing or damaged; an event {@code fault} names them. */
    public static final int BAD_DATA = 4;
    /** A fault of the program or the machine. */
    public static final int FAULT = 3;
    /** Stopped after a checkpoint; goes on from there. */
    public static final int STOPPED = 75;

    private WorkerMain() {}

    /** @param args the attempt's folder */
    public static void main(String[] args) {
        if (args.length != 1) {
            System.err.println("usage: WorkerMain FOLDER, the folder of an attempt with its job.json");
            System.exit(BAD_JOB);
        }
        StopSignal stop = StopSignal.install();
        stop.exit(run(Path.of(args[0]), stop));
    }

    /**
     * Runs the job in this process.
     *
     * @param attempt its folder
     * @return the exit code
     */
    public static int run(Path attempt) {
        return run(attempt, () -> false);
    }

    /** As {@link #run(Path)}, for a debugger: a fault comes through as it was thrown. */
    public static int runBare(Path attempt) {
        return work(attempt, () -> false);
    }

    @SuppressWarnings("CatchAndPrintStackTrace") // the log of the attempt is where the trace belongs
    private static int run(Path attempt, BooleanSupplier stop) {
        try {
            return work(attempt, stop);
        } catch (RuntimeException | Error e) {
            e.printStackTrace();
            return FAULT;
        }
    }

    private static int work(Path attempt, BooleanSupplier stop) {
        try {
            RunFiles files = new RunFiles(attempt.toAbsolutePath());
            Job job = job(files);
            if (job.endWithParent() && stop instanceof StopSignal signal) {
                signal.atEndOfInput();
            }
            return new Worker(files, job, stop).work();
        } catch (UserError e) {
            System.err.println(e.getMessage());
            return BAD_JOB;
        } catch (BadData e) {
            System.err.println(e.getMessage());
            return BAD_DATA;
        }
    }

    private static Job job(RunFiles files) {
        try {
            return Json.read(files.job(), Job.class);
        } catch (UncheckedIOException e) {
            throw new UserError(e.getMessage() == null ? "cannot read " + files.job() : e.getMessage(), e);
        }
    }
}
