package sdde.train;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** Memory outside the heap for a batch of images, filled anew for every step: the engine reads it without a copy. */
final class ImageBuffer {
    private final ByteBuffer bytes;
    private final FloatBuffer floats;

    /** @param capacity in float32 numbers */
    ImageBuffer(int capacity) {
        bytes = ByteBuffer.allocateDirect(Math.multiplyExact(capacity, Float.BYTES))
                .order(ByteOrder.nativeOrder());
        floats = bytes.asFloatBuffer();
    }

    /** Empty, to be written. */
    FloatBuffer clear() {
        return floats.clear();
    }

    /** What has been written since {@link #clear}. */
    ByteBuffer written() {
        return bytes.duplicate().order(ByteOrder.nativeOrder()).limit(floats.position() * Float.BYTES);
    }
}
