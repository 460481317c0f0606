package sdde.schedule.device;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sdde.config.UserError;

/**
 * What devices a user asks for.
 *
 * @param kind what {@code count} counts
 * @param count of processor slots or simulated devices; 0 where it does not matter
 * @param gpus {@code cuda:0}, …, in the user's order
 */
public record Wish(Kind kind, int count, List<String> gpus) {
    /** GPUs if there are any, else the processor. */
    public static final Wish AUTO = new Wish(Kind.AUTO, 0, List.of());

    /** Ways to ask. */
    public enum Kind {
        AUTO,
        CPU,
        /** Devices that look like GPUs to the scheduler; their runs are trained on the processor. */
        SIMULATED,
        GPUS
    }

    private static final int MOST = 1024;
    private static final Pattern COUNTED = Pattern.compile("(cpu|sim):([0-9]{1,4})");
    private static final Pattern GPU = Pattern.compile("cuda:(0|[1-9][0-9]{0,2})");

    public Wish {
        gpus = List.copyOf(gpus);
    }

    public static Wish cpus(int count) {
        return new Wish(Kind.CPU, count, List.of());
    }

    public static Wish of(List<String> gpus) {
        return new Wish(Kind.GPUS, 0, gpus);
    }

    /** From an option: {@code auto}, {@code cpu:4}, {@code sim:4}, {@code cuda:0,cuda:2}. */
    public static Wish parse(String text) {
        if (text.equals("auto")) {
            return AUTO;
        }
        Matcher counted = COUNTED.matcher(text);
        if (counted.matches()) {
            int count = Integer.parseInt(counted.group(2));
            if (count >= 1 && count <= MOST) {
                return new Wish(counted.group(1).equals("cpu") ? Kind.CPU : Kind.SIMULATED, count, List.of());
            }
        }
        List<String> gpus = new ArrayList<>(Arrays.asList(text.split(",", -1)));
        if (!gpus.stream().allMatch(name -> GPU.matcher(name).matches())) {
            throw new UserError(
                    "option '--devices' must be auto, cpu:N, sim:N or a list such as cuda:0,cuda:2 (N from 1 to %d), got '%s'"
                            .formatted(MOST, text));
        }
        if (gpus.stream().distinct().count() < gpus.size()) {
            throw new UserError(
                    "option '--devices' names a GPU twice, got '%s'; see 'runs_per_device'".formatted(text));
        }
        return of(gpus);
    }
}
