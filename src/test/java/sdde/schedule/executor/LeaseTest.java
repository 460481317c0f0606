package sdde.schedule.executor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LeaseTest {
    @Test
    void aProcessThatNobodyBuriesIsDead() throws Exception {
        Process parent = new ProcessBuilder("sh", "-c", "sleep 1 & echo $!; exec sleep 60").start();
        try (BufferedReader said = parent.inputReader()) {
            long pid = Long.parseLong(said.readLine());
            Lease lease = Lease.of(ProcessHandle.of(pid).orElseThrow());
            assertThat(lease.process()).isPresent();

            while (lease.process().isPresent()) {
                Thread.sleep(50);
            }

            assertThat(ProcessHandle.of(pid)).isPresent(); // as the system still has it
            assertThat(parent.isAlive()).isTrue();
        } finally {
            parent.destroyForcibly();
        }
    }

    @Test
    void anotherProcessWithTheSamePidIsNotTheOne() {
        Lease mine = Lease.of(ProcessHandle.current());

        assertThat(mine.process()).contains(ProcessHandle.current());
        assertThat(new Lease(mine.pid(), mine.started(), mine.host(), "another boot 7").process())
                .isEmpty();
        assertThat(new Lease(mine.pid(), mine.started(), "another host", mine.birth()).process())
                .isEmpty();
    }
}
