package sdde.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import sdde.config.UserError;
import sdde.run.EvalSet;
import sdde.run.Hashes;
import sdde.run.Json;
import sdde.run.Npy;
import sdde.run.Npz;
import sdde.run.Result;
import sdde.run.RunFiles;

/**
 * What a finished run left, as its files are now.
 *
 * @param weightsSha256 of the tensors in the weights file
 * @param logitsSha256 of the member logits on the test set; none if there is no such set
 * @param logits member logits (N, B, C) by evaluation set
 */
record StoredOutputs(Result result, String weightsSha256, Optional<String> logitsSha256, Map<String, Npy> logits) {
    StoredOutputs {
        logits = new TreeMap<>(logits);
    }

    /** @param sets to read; those without predictions are passed over */
    static StoredOutputs of(RunFiles files, List<EvalSet> sets) {
        Map<String, Npy> logits = new TreeMap<>();
        for (EvalSet set : sets) {
            if (Files.exists(files.predictions(set.name()))) {
                logits.put(set.name(), array(files.predictions(set.name()), "logits"));
            }
        }
        Optional<String> hash = sets.stream()
                .filter(set -> set.role() == EvalSet.Role.TEST && logits.containsKey(set.name()))
                .findFirst()
                .map(set ->
                        Hashes.of(Objects.requireNonNull(logits.get(set.name())).bytes()));
        return new StoredOutputs(Json.read(files.result(), Result.class), weightsSha256(files.weights()), hash, logits);
    }

    /** An array of a predictions file. @throws UserError if it has none of that name */
    static Npy array(Path file, String name) {
        Npy array = Npz.read(file).get(name);
        if (array == null) {
            throw new UserError("%s holds no array '%s'; was it written by another program?".formatted(file, name));
        }
        return array;
    }

    /** Of everything behind the header, which is as long as the first eight bytes say. */
    static String weightsSha256(Path file) {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream data = new DigestInputStream(in, Hashes.sha256())) {
            data.on(false);
            long header = ByteBuffer.wrap(data.readNBytes(Long.BYTES))
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .getLong();
            data.skipNBytes(header);
            data.on(true);
            data.transferTo(java.io.OutputStream.nullOutputStream());
            return Hashes.hex(data.getMessageDigest());
        } catch (IOException | java.nio.BufferUnderflowException | IllegalArgumentException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), new IOException(e));
        }
    }

    /** Whether weights and logits are still those that the result vouches for. */
    boolean isIntact() {
        boolean weights = weightsSha256.equals(result.weightsSha256());
        return weights
                && logitsSha256.map(hash -> hash.equals(result.logitsSha256())).orElse(true);
    }

    boolean hasWeightsOf(StoredOutputs other) {
        return weightsSha256.equals(other.weightsSha256);
    }

    boolean hasLogitsOf(StoredOutputs other) {
        return logits.keySet().equals(other.logits.keySet())
                && logits.entrySet().stream().allMatch(set -> set.getValue()
                        .bytes()
                        .equals(Objects.requireNonNull(other.logits.get(set.getKey()))
                                .bytes()));
    }

    /** Largest |Δlogit| over the sets of both; infinite where shapes differ or one is NaN and the other is not. */
    double largestDifference(StoredOutputs other) {
        return logits.entrySet().stream()
                .filter(set -> other.logits.containsKey(set.getKey()))
                .mapToDouble(set ->
                        largestDifference(set.getValue(), Objects.requireNonNull(other.logits.get(set.getKey()))))
                .max()
                .orElse(Double.POSITIVE_INFINITY);
    }

    private static double largestDifference(Npy a, Npy b) {
        if (!Arrays.equals(a.shape(), b.shape())) {
            return Double.POSITIVE_INFINITY;
        }
        double[] left = a.doubles();
        double[] right = b.doubles();
        double largest = 0;
        for (int i = 0; i < left.length; i++) {
            boolean same = Double.compare(left[i], right[i]) == 0;
            double difference = same ? 0 : Math.abs(left[i] - right[i]);
            largest = Math.max(largest, Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference);
        }
        return largest;
    }
}
