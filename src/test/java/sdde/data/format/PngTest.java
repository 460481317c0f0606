package sdde.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PngTest {
    @Test
    void isReadByOthersPixelByPixel() throws IOException {
        Png picture = new Png(3, 2);
        picture.set(0, 0, 0xff8000);
        picture.set(2, 1, 0x0102fe);

        BufferedImage read = ImageIO.read(new ByteArrayInputStream(picture.bytes()));

        assertThat(read.getWidth()).isEqualTo(3);
        assertThat(read.getHeight()).isEqualTo(2);
        assertThat(read.getRGB(0, 0) & 0xffffff).isEqualTo(0xff8000);
        assertThat(read.getRGB(1, 0) & 0xffffff).isEqualTo(0xffffff);
        assertThat(read.getRGB(2, 1) & 0xffffff).isEqualTo(0x0102fe);
    }

    @Test
    void refusesAnEmptyPicture() {
        assertThatThrownBy(() -> new Png(0, 4)).hasMessage("a picture must be >= 1 × 1, got 0 × 4");
    }
}
