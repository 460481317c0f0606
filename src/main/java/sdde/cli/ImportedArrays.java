package sdde.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import sdde.run.EvalSet;
import sdde.run.Npy;

/** The arrays of one imported set: checked, and made into what a worker would have written. */
final class ImportedArrays {
    /** As the worker keeps them. */
    private static final int MOST_HALF_FEATURES = 128;

    private final EvalSet set;
    private final Map<String, Npy> given;
    private final Consumer<String> problems;

    ImportedArrays(EvalSet set, Map<String, Npy> given, Consumer<String> problems) {
        this.set = set;
        this.given = given;
        this.problems = problems;
    }

    /** @param expected (N, _, C). @return something incomplete if a problem was found */
    Map<String, Npy> checked(long[] expected) {
        Map<String, Npy> arrays = new LinkedHashMap<>();
        Npy logits = given.get("logits");
        if (logits == null) {
            problem("logits", "are missing, got only " + given.keySet());
            return arrays;
        }
        long[] shape = logits.shape();
        if (shape.length != 3 || shape[0] < 1 || shape[1] < 1 || shape[2] < 2) {
            String hint = shape.length == 2 ? "; of a single network write logits[None]" : "";
            problem("logits", "must be (N members, B images, C >= 2 classes), got " + Arrays.toString(shape) + hint);
            return arrays;
        }
        if (expected[0] != 0 && (shape[0] != expected[0] || shape[2] != expected[2])) {
            problem(
                    "logits",
                    "must be of %d members and %d classes as those of the test set, got %s"
                            .formatted(expected[0], expected[2], Arrays.toString(shape)));
        }
        putFloats(arrays, "logits", logits, shape);
        arrays.put("labels", labels(shape));
        Npy ids = given.get("ids");
        boolean goodIds = ids != null && isWhole("ids", ids) && isShaped("ids", ids, shape[1]);
        arrays.put(
                "ids",
                Npy.int64(
                        goodIds && ids != null
                                ? ids.longs()
                                : LongStream.range(0, shape[1]).toArray(),
                        shape[1]));
        features(arrays, shape);
        Npy cosine = given.get("cam_cosine");
        if (cosine != null && isShaped("cam_cosine", cosine, shape[1])) {
            putFloats(arrays, "cam_cosine", cosine, shape[1]);
        }
        return arrays;
    }

    private void features(Map<String, Npy> arrays, long[] shape) {
        Npy features = given.get("features");
        long width = features != null && features.shape().length == 3 ? features.shape()[2] : 1;
        if (features != null && isShaped("features", features, shape[0], shape[1], width)) {
            if (width <= MOST_HALF_FEATURES) {
                arrays.put("features", Npy.float16(features.floats(), features.shape()));
            } else {
                putFloats(arrays, "features", features, features.shape());
            }
        }
    }

    private Npy labels(long[] shape) {
        long[] none = new long[Math.toIntExact(shape[1])];
        Arrays.fill(none, -1);
        Npy labels = given.get("labels");
        if (labels == null) {
            if (!set.role().isOod()) {
                problem("labels", "are missing; only sets out of distribution can do without");
            }
            return Npy.int64(none, shape[1]);
        }
        if (!isWhole("labels", labels) || !isShaped("labels", labels, shape[1])) {
            return Npy.int64(none, shape[1]);
        }
        long[] values = labels.longs();
        for (int b = 0; b < values.length && !set.role().isOod(); b++) {
            if (values[b] < 0 || values[b] >= shape[2]) {
                problem("labels", "must be from 0 to %d, got %d at [%d]".formatted(shape[2] - 1, values[b], b));
                break;
            }
        }
        return Npy.int64(values, shape[1]);
    }

    private void putFloats(Map<String, Npy> arrays, String name, Npy array, long... shape) {
        if (!array.type().startsWith("f")) {
            problem(name, "must be floating-point numbers, got type '" + array.type() + "'");
            return;
        }
        float[] values = array.floats();
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                problem(name, "must be finite in float32, got %s at %s".formatted(values[i], place(i, shape)));
                return;
            }
        }
        arrays.put(name, Npy.float32(values, shape));
    }

    private static String place(int index, long[] shape) {
        long[] at = new long[shape.length];
        long rest = index;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            at[axis] = rest % shape[axis];
            rest /= shape[axis];
        }
        return Arrays.toString(at);
    }

    private boolean isWhole(String name, @Nullable Npy array) {
        boolean whole = array != null && array.type().matches("[iu][0-9]");
        if (array != null && !whole) {
            problem(name, "must be whole numbers, got type '" + array.type() + "'");
        }
        return whole;
    }

    private boolean isShaped(String name, Npy array, long... expected) {
        boolean right = Arrays.equals(array.shape(), expected);
        if (!right) {
            problem(name, "must be %s, got %s".formatted(Arrays.toString(expected), Arrays.toString(array.shape())));
        }
        return right;
    }

    private void problem(String array, String text) {
        problems.accept("%s of %s: %s".formatted(array, set.name(), text));
    }
}
