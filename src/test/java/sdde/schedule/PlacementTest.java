package sdde.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sdde.run.EventLog;
import sdde.run.FrozenPlan.Member;
import sdde.run.Home;
import sdde.run.RunEvent;
import sdde.run.RunFiles;
import sdde.run.RunState;
import sdde.schedule.device.Devices;
import sdde.schedule.device.Wish;
import sdde.schedule.executor.Slot;

/** Where runs are put, as the workers themselves see it. */
@Timeout(120)
class PlacementTest {
    @TempDir
    Path folder;

    @Test
    void eachWorkerSeesItsOwnDeviceAlone() {
        Member[] members = members(8);

        Summary summary = run(devices(4, 1, 0), Forecast.NONE, members);

        assertThat(summary.count(RunState.SUCCEEDED)).isEqualTo(8);
        Map<String, Integer> used = new HashMap<>();
        for (Member member : members) {
            RunEvent start = start(member);
            String device = String.valueOf(start.data().get("device"));
            System.out.println(member.spec().title() + " on " + device + ", sees "
                    + start.data().get("visible"));
            assertThat(start.data()).containsEntry("visible", device.replace("cuda:", "GPU-"));
            used.merge(device, 1, Integer::sum);
        }
        assertThat(used).hasSize(4);
    }

    /** What a fake {@code nvidia-smi} says, and where runs are put then: its workers refuse to work if they see anything else. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "echo No devices were found; exit 6                      | 2 | cpu",
                "echo 0, GPU-a, 81920, 550.54, H100                      | 1 | cuda:0",
                "for k in 0 1 2 3 4 5 6 7; do echo $k, GPU-$k, 81920, 550.54, H100; done | 8 | cuda:0 cuda:1 cuda:2 cuda:3 cuda:4 cuda:5 cuda:6 cuda:7",
                "head -c 3000 /dev/urandom; exit 0                       | 2 | cpu",
                "sleep 60                                                | 2 | cpu"
            })
    void putsRunsOnWhatNvidiaSmiSays(String script, int slots, String devices) throws Exception {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path tool = Files.writeString(bin.resolve("nvidia-smi"), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-xr-x"));
        Map<String, String> environment = Map.of("PATH", bin + ":/usr/bin:/bin");

        List<Slot> found = new Devices(environment, true, 2, Duration.ofSeconds(3))
                .slots(Wish.AUTO, 1, "")
                .slots();
        Member[] members = members(slots + 1);
        Summary summary = run(found, Forecast.NONE, members);

        assertThat(found).hasSize(slots);
        assertThat(summary.count(RunState.SUCCEEDED)).isEqualTo(slots + 1);
        assertThat(Stream.of(members)
                        .map(this::start)
                        .map(start -> String.valueOf(start.data().get("device"))))
                .containsAll(List.of(devices.split(" ")))
                .isSubsetOf(devices.split(" "));
        assertNoSlotHadTwo(members);
    }

    @Test
    void neverGivesASlotToTwo() {
        Member[] members = members(12);

        run(devices(2, 2, 0), Forecast.NONE, members);

        assertNoSlotHadTwo(members);
    }

    private void assertNoSlotHadTwo(Member... members) {
        Map<String, String> holders = new HashMap<>();
        Stream.of(members)
                .flatMap(member ->
                        states(member).map(event -> Map.entry(member.id().hex(), event)))
                .filter(entry -> !"RUNNING".equals(entry.getValue().data().get("state")))
                .sorted((a, b) -> {
                    int order = Long.compare(a.getValue().time(), b.getValue().time());
                    return order != 0 ? order : Boolean.compare(leases(a.getValue()), leases(b.getValue()));
                })
                .forEach(entry -> {
                    if (leases(entry.getValue())) {
                        String slot = String.valueOf(entry.getValue().data().get("slot"));
                        assertThat(holders.put(slot, entry.getKey())).isNull();
                    } else {
                        holders.values().remove(entry.getKey());
                    }
                });
        assertThat(holders).isEmpty();
    }

    @Test
    void putsNoMoreOnADeviceThanItsMemoryHolds() {
        Forecast large = new Forecast() {
            @Override
            public long memoryBytes(sdde.run.RunSpec spec) {
                return 600;
            }
        };
        Member[] members = members(4);

        run(devices(1, 4, 1000), large, members);

        List<String> order = Stream.of(members)
                .flatMap(this::states)
                .filter(event -> !"RUNNING".equals(event.data().get("state")))
                .sorted((a, b) -> {
                    int sooner = Long.compare(a.time(), b.time());
                    return sooner != 0 ? sooner : Boolean.compare(leases(a), leases(b));
                })
                .map(event -> leases(event) ? "start" : "end")
                .toList();
        assertThat(order).containsExactly("start", "end", "start", "end", "start", "end", "start", "end");
    }

    private static boolean leases(RunEvent event) {
        return "LEASED".equals(event.data().get("state"));
    }

    private static Member[] members(int count) {
        return IntStream.range(0, count)
                .mapToObj(seed -> Sweeps.member("good", seed, 30))
                .toArray(Member[]::new);
    }

    private static List<Slot> devices(int count, int each, long memory) {
        return IntStream.range(0, count * each)
                .mapToObj(k -> new Slot(
                        "cuda:" + k % count + "#" + k / count,
                        "cuda:" + k % count,
                        1,
                        "GPU-" + k % count,
                        memory,
                        new TreeMap<>(Map.of("uuid", "GPU-" + k % count))))
                .toList();
    }

    private Summary run(List<Slot> slots, Forecast forecast, Member... members) {
        try (HomeLock lock = HomeLock.take(new Home(folder), "test")) {
            Scheduler.Settings settings = new Scheduler.Settings(1, 0, Duration.ofSeconds(20), Clock.systemUTC())
                    .withSlots(slots)
                    .withForecast(forecast);
            return new Scheduler(lock, Sweeps.processes(), Sweeps::freeze, settings)
                    .run(Sweeps.plan(members), new ScheduleListener() {});
        }
    }

    private Stream<RunEvent> states(Member member) {
        return events(member).filter(event -> event.type().equals("state"));
    }

    private RunEvent start(Member member) {
        return events(member)
                .filter(event -> event.type().equals("start"))
                .findFirst()
                .orElseThrow();
    }

    private Stream<RunEvent> events(Member member) {
        return new EventLog(RunFiles.of(new Home(folder).runs(), member.id()).events()).read().stream();
    }
}
