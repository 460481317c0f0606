package sdde.data.decoded;

import java.io.IOException;

/** Takes images one after another as they are decoded. */
public interface Sink {
    /**
     * @param image C·H·W bytes, copied
     * @param label from 0, or {@link sdde.data.Images#NO_LABEL}
     * @param id that names the image for good
     */
    void add(byte[] image, int label, long id) throws IOException;
}
