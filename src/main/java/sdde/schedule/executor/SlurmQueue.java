package sdde.schedule.executor;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One answer of {@code squeue}: all tasks of the user.
 *
 * @param states by {@code ARRAY_TASK}; those of {@code %i} change when a task is started again
 * @param arrays ids of arrays by their names
 * @param whole whether every line could be read: else what is not there may be in a line that could not
 */
record SlurmQueue(Map<String, SlurmState> states, Map<String, String> arrays, boolean whole) {
    /** Of {@code squeue -o}. */
    private static final String FORMAT = "%i|%F|%K|%T|%r|%j";

    private static final int FIELDS = 6;

    SlurmQueue {
        states = Map.copyOf(states);
        arrays = Map.copyOf(arrays);
    }

    /** One question for all tasks. */
    static SlurmCommands.Answer ask(SlurmCommands commands) {
        return commands.run(
                "squeue", List.of("-h", "-r", "-t", "all", "--user=" + System.getProperty("user.name"), "-o", FORMAT));
    }

    static SlurmQueue parse(String answer) {
        Map<String, SlurmState> states = new HashMap<>();
        Map<String, String> arrays = new HashMap<>();
        boolean whole = true;
        for (String line : answer.lines().filter(text -> !text.isBlank()).toList()) {
            String[] fields = line.strip().split("\\|", FIELDS);
            if (fields.length < FIELDS || !fields[1].matches("[0-9]+") || !fields[3].matches("[A-Z_]+")) {
                whole = false;
            } else if (fields[2].matches("[0-9]+")) { // else a job that is no array, so none of ours
                states.put(key(fields[1], Integer.parseInt(fields[2])), SlurmState.of(fields[3]));
                arrays.put(fields[5], fields[1]);
            }
        }
        return new SlurmQueue(states, arrays, whole);
    }

    static String key(String array, int task) {
        return array + "_" + task;
    }

    /** The array of that name. */
    Optional<String> array(String name) {
        return Optional.ofNullable(arrays.get(name));
    }
}
