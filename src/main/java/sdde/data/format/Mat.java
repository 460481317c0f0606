package sdde.data.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import sdde.config.UserError;
import us.hebi.matlab.mat.format.BufferAllocator;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.format.Mat5File;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Source;
import us.hebi.matlab.mat.types.Sources;

/** A MATLAB file of level 5, the format of SVHN. */
public final class Mat {
    /** Photographs do not shrink so much; a header that asks for more is not believed. */
    private static final long MOST_TIMES = 20;

    private static final long ALWAYS = 1 << 20;

    /** Heap memory, as long as the file can be worth it. */
    private static final class Bounded implements BufferAllocator {
        private final Path file;
        private long left;

        Bounded(Path file, long packed) {
            this.file = file;
            this.left = Math.max(ALWAYS, packed * MOST_TIMES);
        }

        @Override
        public ByteBuffer allocate(int bytes) {
            left -= Math.max(bytes, 0);
            if (bytes < 0 || left < 0) {
                throw new UserError("MATLAB file %s is refused: it asks for more than %d times its size"
                        .formatted(file, MOST_TIMES));
            }
            return ByteBuffer.allocate(bytes);
        }

        @Override
        public void release(ByteBuffer buffer) {
            left += buffer.capacity();
        }
    }

    private Mat() {}

    /** @throws UserError if it is damaged or hostile */
    public static Mat5File read(Path file) throws IOException {
        try (Source source = Sources.openFile(file.toFile())) {
            return Mat5.newReader(source)
                    .setBufferAllocator(new Bounded(file, Files.size(file)))
                    .disableSubsystemProcessing()
                    .readMat();
        } catch (StackOverflowError e) {
            throw new UserError("MATLAB file %s is refused: it has cells in cells in cells".formatted(file), e);
        } catch (IOException | RuntimeException e) {
            if (e.getCause() instanceof UserError refusal) { // the library wraps what the allocator throws
                throw refusal;
            }
            if (e instanceof UserError refusal) {
                throw refusal;
            }
            throw new UserError("MATLAB file %s is damaged: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** @throws UserError if there is no such matrix of numbers */
    public static Matrix matrix(Mat5File mat, String variable, Path file) {
        try {
            return mat.getMatrix(variable);
        } catch (RuntimeException e) {
            throw new UserError("MATLAB file %s has no matrix '%s'".formatted(file, variable), e);
        }
    }
}
