package sdde.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import sdde.run.RunEvent;

/**
 * What attempts at runs took, as their workers told it; start-up of the process is not in it.
 *
 * @param attempts every start of a worker
 */
record Hours(List<Attempt> attempts) {
    /**
     * One start of a worker.
     *
     * @param device as its worker named it: {@code cpu}, {@code cuda:0}
     * @param seconds until its end, or until the last that was heard of it
     * @param ended whether it came to an end by itself
     * @param used whether the numbers of its run are in the tables
     */
    record Attempt(String device, double seconds, boolean ended, boolean used) {
        boolean isGpu() {
            return device.startsWith("cuda");
        }

        /** Of a run that is not used, or of a worker that died: what it did since its last checkpoint was lost. */
        boolean isDiscarded() {
            return !used || !ended;
        }
    }

    Hours {
        attempts = List.copyOf(attempts);
    }

    static Hours of(List<StudyRun> runs) {
        List<Attempt> attempts = new ArrayList<>();
        runs.forEach(run -> attempts.addAll(of(run)));
        return new Hours(attempts);
    }

    double used(boolean gpu) {
        return sum(gpu, false);
    }

    double discarded(boolean gpu) {
        return sum(gpu, true);
    }

    boolean hasGpu() {
        return attempts.stream().anyMatch(Attempt::isGpu);
    }

    /** Threads that one worker had, by how many workers; empty if none told. */
    static Map<Integer, Integer> threads(List<StudyRun> runs) {
        Map<Integer, Integer> threads = new TreeMap<>();
        for (StudyRun run : runs) {
            for (RunEvent event : run.events()) {
                if (event.type().equals("start") && event.data().get("threads") instanceof Number number) {
                    threads.merge(number.intValue(), 1, Integer::sum);
                }
            }
        }
        return threads;
    }

    private double sum(boolean gpu, boolean discarded) {
        return attempts.stream()
                        .filter(attempt -> attempt.isGpu() == gpu && attempt.isDiscarded() == discarded)
                        .mapToDouble(Attempt::seconds)
                        .sum()
                / 3600;
    }

    private static List<Attempt> of(StudyRun run) {
        List<Attempt> attempts = new ArrayList<>();
        List<RunEvent> events = run.events();
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i).type().equals("start")) {
                attempts.add(attempt(run, events, i));
            }
        }
        return attempts;
    }

    private static Attempt attempt(StudyRun run, List<RunEvent> events, int start) {
        RunEvent begun = events.get(start);
        double seconds = 0;
        boolean ended = false;
        for (RunEvent event : events.subList(start + 1, events.size())) {
            if (event.type().equals("start")) {
                break;
            }
            if (event.type().equals("end") && event.data().get("seconds") instanceof Number told) {
                seconds = told.doubleValue();
                ended = true;
                break;
            }
            seconds = Math.max(seconds, (event.time() - begun.time()) / 1000.0);
        }
        return new Attempt(
                String.valueOf(begun.data().getOrDefault("device", "unknown")), seconds, ended, run.isUsed());
    }
}
