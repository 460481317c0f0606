package sdde.cli;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import sdde.config.Choice;
import sdde.config.Place;
import sdde.config.Problems;
import sdde.config.UserError;
import sdde.data.Datasets;
import sdde.run.EvalSet;
import sdde.run.EvalSet.Role;
import sdde.run.Npy;
import sdde.run.Npz;

/**
 * Logits made elsewhere, as docs/import.md says how to write them.
 *
 * @param arrays by evaluation set, as they are kept under {@code predictions/}; the test set is among them
 * @param members N, of every set
 */
record ImportFile(Map<EvalSet, Map<String, Npy>> arrays, int members, int classes) {
    private static final List<String> ARRAYS = List.of("logits", "labels", "ids", "features", "cam_cosine");

    /** A set's arrays before they are checked. */
    private record Given(EvalSet set, Map<String, Npy> arrays) {}

    ImportFile {
        arrays = new LinkedHashMap<>(arrays);
    }

    /**
     * @param shown what messages call the file
     * @param dataset whose test set it is
     * @throws UserError that lists everything wrong with the file
     */
    static ImportFile read(Path file, String shown, String dataset) {
        if (!Files.isRegularFile(file)) {
            throw new UserError("no file '%s'".formatted(shown));
        }
        Problems problems = new Problems();
        Place place = Place.of(shown);
        Map<String, Given> sets = sorted(npz(file, shown), dataset, place, problems);
        problems.throwIfAny();
        Given test = sets.get(name(dataset, Role.TEST));
        if (test == null || test.set().role() != Role.TEST) {
            throw new UserError("%s holds no test set: expected the arrays 'logits' and 'labels'".formatted(shown));
        }
        requireValidation(sets, dataset, place, problems);
        long[] shape = shape(test);
        Map<EvalSet, Map<String, Npy>> checked = new LinkedHashMap<>();
        for (Given given : sets.values()) {
            ImportedArrays arrays = new ImportedArrays(given.set(), given.arrays(), text -> problems.add(place, text));
            checked.put(given.set(), arrays.checked(shape));
        }
        classes(dataset, shape).ifPresent(text -> problems.add(place, text));
        problems.throwIfAny();
        return new ImportFile(checked, Math.toIntExact(shape[0]), Math.toIntExact(shape[2]));
    }

    private static Map<String, Npy> npz(Path file, String shown) {
        try {
            Map<String, Npy> arrays = Npz.read(file);
            if (arrays.isEmpty()) {
                throw new UserError("%s holds no arrays; expected a file written by numpy.savez".formatted(shown));
            }
            return arrays;
        } catch (UncheckedIOException e) {
            String reason = String.valueOf(e.getMessage());
            String remedy = reason.contains("'fortran_order': True")
                    ? "; write the array with numpy.ascontiguousarray"
                    : reason.contains("unsupported") ? "; write float32 and int64 arrays" : "";
            throw new UserError(reason + remedy, e);
        }
    }

    /** The arrays by set, in the order of roles, so that equal files give equal plans. */
    private static Map<String, Given> sorted(Map<String, Npy> arrays, String dataset, Place place, Problems problems) {
        TreeMap<String, Given> sets = new TreeMap<>();
        arrays.forEach((path, array) -> {
            List<String> parts = Arrays.asList(path.split("/", -1));
            String kind = parts.get(parts.size() - 1);
            EvalSet set = ARRAYS.contains(kind) ? set(parts, dataset) : null;
            if (set == null) {
                problems.add(
                        place,
                        "unknown array '%s'; expected %s, alone or after %s"
                                .formatted(
                                        path,
                                        ARRAYS,
                                        "'validation/', 'ood-validation/NAME/', 'ood-near/NAME/', 'ood-far/NAME/'"));
                return;
            }
            Given given = sets.computeIfAbsent(set.name(), name -> new Given(set, new TreeMap<>()));
            boolean fresh = given.set().equals(set) && given.arrays().putIfAbsent(kind, array) == null;
            if (!fresh) {
                problems.add(place, "array '%s' is of a set that stands there twice: %s".formatted(path, set.name()));
            }
        });
        Map<String, Given> inOrder = new LinkedHashMap<>();
        for (Role role : Role.values()) {
            sets.forEach((name, given) -> {
                if (given.set().role() == role) {
                    inOrder.put(name, given);
                }
            });
        }
        return inOrder;
    }

    private static @org.jspecify.annotations.Nullable EvalSet set(List<String> parts, String dataset) {
        String role = parts.size() == 1 ? "test" : parts.get(0);
        boolean own = role.equals("test") || role.equals("validation");
        if (parts.size() > 3 || (parts.size() == 3) == own) {
            return null;
        }
        return switch (role) {
            case "test" -> set(dataset, Role.TEST);
            case "validation" -> set(dataset, Role.VALIDATION);
            case "ood-validation" -> ood(parts, Role.OOD_VALIDATION);
            case "ood-near" -> ood(parts, Role.OOD_NEAR);
            case "ood-far" -> ood(parts, Role.OOD_FAR);
            default -> null;
        };
    }

    private static @org.jspecify.annotations.Nullable EvalSet ood(List<String> parts, Role role) {
        String name = parts.size() == 3 ? parts.get(1) : "";
        return name.matches("[A-Za-z0-9._-]+") && !name.contains("..") ? set(name, role) : null;
    }

    private static EvalSet set(String dataset, Role role) {
        Choice choice = Choice.of(dataset);
        boolean known = Datasets.REGISTRY.has(dataset);
        return new EvalSet(name(dataset, role), role, known ? Datasets.REGISTRY.complete(choice) : choice, split(role));
    }

    private static String name(String dataset, Role role) {
        return dataset + "/" + split(role);
    }

    private static String split(Role role) {
        return role == Role.VALIDATION || role == Role.OOD_VALIDATION ? "validation" : "test";
    }

    private static void requireValidation(Map<String, Given> sets, String dataset, Place place, Problems problems) {
        boolean asked = sets.values().stream().anyMatch(given -> given.set().role() == Role.OOD_VALIDATION);
        if (asked && !sets.containsKey(name(dataset, Role.VALIDATION))) {
            problems.add(place, "'ood-validation' needs 'validation/logits' and 'validation/labels' to be told from");
        }
    }

    /** (N, B, C) of the test set; zeros where they cannot be told, which is reported with the array. */
    private static long[] shape(Given test) {
        Npy logits = test.arrays().get("logits");
        return logits == null || logits.shape().length != 3 ? new long[3] : logits.shape();
    }

    private static java.util.Optional<String> classes(String dataset, long[] shape) {
        if (!Datasets.REGISTRY.has(dataset) || shape[2] == 0) {
            return java.util.Optional.empty();
        }
        try {
            int classes = Datasets.REGISTRY.defaults(dataset).facts().classes();
            return classes == shape[2]
                    ? java.util.Optional.empty()
                    : java.util.Optional.of(
                            "data set '%s' has %d classes, logits have %d".formatted(dataset, classes, shape[2]));
        } catch (UserError needsFiles) {
            return java.util.Optional.empty();
        }
    }

    List<EvalSet> sets() {
        return List.copyOf(arrays.keySet());
    }

    /** Arrays of a set. */
    Map<String, Npy> of(EvalSet set) {
        return arrays.getOrDefault(set, Map.of());
    }

    /** Names of the sets with their sizes: {@code mnist/test 10000}. */
    List<String> sizes() {
        TreeSet<String> sizes = new TreeSet<>();
        arrays.forEach((set, some) -> sizes.add(set.name() + " "
                + LongStream.of(java.util.Objects.requireNonNull(some.get("labels"))
                                .shape())
                        .sum()));
        return List.copyOf(sizes);
    }
}
