package sdde.data.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sdde.config.UserError;
import sdde.data.Images;
import sdde.data.Split;

class LettersTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void drawsEveryLetterInTheMiddle() {
        Images images = drawn(new Letters("", 28, 52, 0));

        assertThat(images.labels()).startsWith(0, 1, 2).endsWith(24, 25);
        byte[] image = new byte[784];
        for (int i = 0; i < 52; i++) {
            images.read(i, image);
            double light = 0;
            double down = 0;
            for (int at = 0; at < 784; at++) {
                light += image[at] & 0xff;
                down += (image[at] & 0xff) * (at / 28);
            }
            assertThat(light / 784 / 255).isBetween(0.002, 0.5); // ink, and room around it
            assertThat(down / light).isCloseTo(13.5, within(4.0));
            assertThat(image[0]).isZero();
        }
    }

    @Test
    void isAFunctionOfItsSeed() {
        assertThat(drawn(new Letters("", 28, 30, 0)).sha256())
                .isEqualTo(drawn(new Letters("", 28, 30, 0)).sha256())
                .isNotEqualTo(drawn(new Letters("", 28, 30, 1)).sha256());
        assertThat(drawn(new Letters("", 28, 60, 0)).first(30).sha256())
                .isEqualTo(drawn(new Letters("", 28, 30, 0)).sha256());
    }

    @Test
    void refusesWhatIsNoFont() throws IOException {
        Path file = Files.writeString(folder.resolve("x.ttf"), "no font");

        assertThatThrownBy(() -> new Letters(file.toString(), 28, 30, 0).checkFiles())
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("font " + file + " cannot be read: ");
        assertThatThrownBy(() -> new Letters("", 28, 30, 0).load(Split.TRAIN))
                .hasMessage("data set 'letters' has no train split; its images are all in split 'test'");
    }

    private static Images drawn(Letters letters) {
        try {
            letters.checkFiles();
        } catch (UserError e) {
            Assumptions.abort("no font here: " + e.getMessage());
        }
        return letters.load(Split.TEST);
    }
}
