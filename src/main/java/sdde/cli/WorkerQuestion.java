package sdde.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import sdde.run.EvalSet;
import sdde.run.FrozenPlan.Member;
import sdde.run.Home;
import sdde.run.Job;
import sdde.run.Json;
import sdde.run.Npy;
import sdde.run.Npz;
import sdde.run.RunFiles;
import sdde.schedule.executor.Attempt;
import sdde.schedule.executor.Executor;
import sdde.schedule.executor.Exit;
import sdde.schedule.executor.Slot;

/**
 * Asks a worker about the weights of a run, because it needs the network; in a scratch folder, because nothing of it is
 * kept.
 *
 * @param kind of job
 * @param answer the file in which it answers
 */
record WorkerQuestion(Job.Kind kind, Function<RunFiles, Path> answer) {
    private static final int MINUTES = 30;

    /** @param set that it is asked on @return arrays by name */
    Map<String, Npy> ask(Executor executor, Home home, Member run, EvalSet set) throws Exception {
        Path scratch = Files.createTempDirectory("sdde-question-");
        try {
            RunFiles files = new RunFiles(scratch);
            Path weights = RunFiles.of(home.runs(), run.id()).weights();
            Json.write(
                    files.job(),
                    new Job(
                            run.spec(),
                            kind,
                            List.of(set),
                            "cpu",
                            1,
                            null,
                            weights.toAbsolutePath().toString(),
                            true));
            Exit exit = wait(executor.start(files, Slot.cpu(0)));
            if (exit.code() != Exit.DONE) {
                throw new IllegalStateException(
                        "the worker of a job %s ended with %s: %s".formatted(kind, exit, log(files)));
            }
            return Npz.read(answer.apply(files));
        } finally {
            VerifyCommand.delete(scratch);
        }
    }

    private static String log(RunFiles files) throws IOException {
        return Files.exists(files.log()) ? Files.readString(files.log()) : "it left no log";
    }

    private static Exit wait(Attempt attempt) throws ExecutionException, InterruptedException {
        try {
            return attempt.exit().get(MINUTES, TimeUnit.MINUTES);
        } catch (TimeoutException e) {
            throw new IllegalStateException("the worker did not end within " + MINUTES + " minutes", e);
        } finally {
            attempt.kill();
        }
    }
}
