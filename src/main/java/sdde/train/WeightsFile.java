package sdde.train;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import sdde.config.UserError;
import sdde.train.network.Layout;
import sdde.train.network.Tensor;

/** {@code weights.safetensors}: the members' tensors by the authors' names, {@code nets.{i}.block1.0.weight}. */
public final class WeightsFile {
    private WeightsFile() {}

    /**
     * Writes all parameters and buffers, member by member.
     *
     * @param metadata kept in the header
     * @return SHA-256 of the data alone, bare lower-case hex
     */
    public static String write(Path file, Ensemble ensemble, Map<String, String> metadata) {
        ByteBuffer parameters = Ensemble.bytes(ensemble.parameters());
        ByteBuffer buffers = Ensemble.bytes(ensemble.buffers());
        List<Safetensors.Entry> entries = new ArrayList<>();
        for (int member = 0; member < ensemble.members(); member++) {
            slices(entries, ensemble.parameterLayout(), parameters, member);
            slices(entries, ensemble.bufferLayout(), buffers, member);
        }
        Safetensors content = new Safetensors(new TreeMap<>(metadata), entries);
        content.write(file);
        return content.sha256();
    }

    /** Fills the ensemble. @return SHA-256 of the data. @throws UserError if the file is of another network or size */
    public static String read(Path file, Ensemble ensemble) {
        Safetensors content = Safetensors.read(file);
        List<String> expected = names(ensemble);
        List<String> got =
                content.tensors().stream().map(Safetensors.Entry::name).toList();
        if (!got.equals(expected)) {
            throw new UserError("%s holds %d tensors that begin with %s, expected %d that begin with %s"
                    .formatted(file, got.size(), first(got), expected.size(), first(expected)));
        }
        ByteBuffer parameters = allocate(ensemble.parameterLayout());
        ByteBuffer buffers = allocate(ensemble.bufferLayout());
        for (int member = 0; member < ensemble.members(); member++) {
            gather(content, ensemble.parameterLayout(), parameters, member);
            gather(content, ensemble.bufferLayout(), buffers, member);
        }
        ensemble.set(parameters.asFloatBuffer(), buffers.asFloatBuffer());
        return content.sha256();
    }

    private static String first(List<String> names) {
        return names.isEmpty() ? "nothing" : "'" + names.get(0) + "'";
    }

    private static List<String> names(Ensemble ensemble) {
        List<String> names = new ArrayList<>();
        for (int member = 0; member < ensemble.members(); member++) {
            for (Layout layout : List.of(ensemble.parameterLayout(), ensemble.bufferLayout())) {
                for (Tensor tensor : layout.tensors()) {
                    names.add(name(member, tensor));
                }
            }
        }
        return names;
    }

    private static String name(int member, Tensor tensor) {
        return "nets." + member + "." + tensor.name();
    }

    private static List<Long> shape(Tensor tensor) {
        return Arrays.stream(tensor.shape().getShape()).boxed().toList();
    }

    private static void slices(List<Safetensors.Entry> entries, Layout layout, ByteBuffer flat, int member) {
        for (int k = 0; k < layout.tensors().size(); k++) {
            Tensor tensor = layout.tensors().get(k);
            ByteBuffer own = slice(layout, flat, k, member);
            entries.add(new Safetensors.Entry(name(member, tensor), shape(tensor), own));
        }
    }

    private static void gather(Safetensors content, Layout layout, ByteBuffer flat, int member) {
        for (int k = 0; k < layout.tensors().size(); k++) {
            Tensor tensor = layout.tensors().get(k);
            Safetensors.Entry entry = content.tensor(name(member, tensor));
            if (!entry.shape().equals(shape(tensor))) {
                throw new UserError(
                        "tensor '%s' has shape %s, expected %s".formatted(entry.name(), entry.shape(), shape(tensor)));
            }
            slice(layout, flat, k, member).put(entry.data().duplicate());
        }
    }

    private static ByteBuffer slice(Layout layout, ByteBuffer flat, int k, int member) {
        int bytes = Math.toIntExact(layout.tensors().get(k).size() * Float.BYTES);
        return flat.slice(layout.offset(k, member) * Float.BYTES, bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ByteBuffer allocate(Layout layout) {
        return ByteBuffer.allocate(layout.size() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }
}
