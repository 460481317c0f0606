package sdde.cli;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** Whether the PyTorch that workers will load can use a GPU; told without loading it. */
final class CudaLibrary {
    private CudaLibrary() {}

    /** An installed PyTorch, named by PYTORCH_LIBRARY_PATH, comes before the one on the class path. */
    static boolean isThere(Map<String, String> environment, String classPath) {
        String installed = environment.getOrDefault("PYTORCH_LIBRARY_PATH", "");
        if (!installed.isEmpty()) {
            return Files.exists(Path.of(installed, "libtorch_cuda.so"));
        }
        return Arrays.stream(classPath.split(File.pathSeparator))
                .map(entry -> entry.substring(entry.lastIndexOf('/') + 1))
                .anyMatch(jar -> jar.matches("pytorch-native-cu[0-9]+.*[.]jar"));
    }
}
