package sdde.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sdde.run.RunEvent;

class EventTailTest {
    @TempDir
    Path folder;

    @Test
    void tellsEachWholeLineOnceAndATornOneWhenItIsWhole() throws Exception {
        Path file = folder.resolve("events.jsonl");
        EventTail tail = new EventTail(file);

        assertThat(tail.fresh()).isEmpty();
        append(file, "{\"time\":1,\"type\":\"start\",\"data\":{}}\n{\"time\":2,\"ty");
        assertThat(tail.fresh()).extracting(RunEvent::time).containsExactly(1L);
        assertThat(tail.fresh()).isEmpty();
        append(file, "pe\":\"end\",\"data\":{}}\n");
        assertThat(tail.fresh()).extracting(RunEvent::type).containsExactly("end");
    }

    @Test
    void passesOverATornLineThatWasClosedOff() throws Exception {
        Path file = folder.resolve("events.jsonl");
        append(file, "{\"time\":1,\"ty\n{\"time\":2,\"type\":\"start\",\"data\":{}}\n");

        assertThat(new EventTail(file).fresh()).extracting(RunEvent::time).containsExactly(2L);
    }

    private static void append(Path file, String text) throws Exception {
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
