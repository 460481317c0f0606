package sdde.schedule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import sdde.schedule.executor.Slot;

/**
 * Which slot a run may have: one that is free, on the device with the fewest runs, if the device's memory has room for what
 * is known of their needs, and if nobody there gets more neighbours than it can stand.
 */
final class Places {
    private final List<Slot> slots;
    private final List<Slot> free;
    private final ToLongFunction<Task> need;

    /** @param need bytes of memory; 0 if not known */
    Places(List<Slot> slots, ToLongFunction<Task> need) {
        this.slots = List.copyOf(slots);
        this.free = new ArrayList<>(slots);
        this.need = need;
    }

    int free() {
        return free.size();
    }

    Optional<Slot> find(Task task, Collection<Busy> busy) {
        return free.stream()
                .filter(slot -> fits(task, slot, on(slot, busy)))
                .min(Comparator.comparingInt(slot -> on(slot, busy).size() * slots.size() + slots.indexOf(slot)));
    }

    void take(Slot slot) {
        free.remove(slot);
    }

    /** The free slot of that name, or any. */
    Optional<Slot> named(String name) {
        return free.stream()
                .filter(slot -> slot.name().equals(name))
                .findFirst()
                .or(() -> free.stream().findFirst());
    }

    void giveBack(Slot slot) {
        if (slots.contains(slot) && !free.contains(slot)) {
            free.add(slot);
        }
    }

    static List<Busy> on(Slot slot, Collection<Busy> busy) {
        return busy.stream()
                .filter(work -> work.slot.place().equals(slot.place()))
                .toList();
    }

    private boolean fits(Task task, Slot slot, List<Busy> there) {
        int neighbours = there.size();
        boolean bearable = neighbours <= task.mostNeighbours
                && there.stream().allMatch(work -> neighbours <= work.task.mostNeighbours);
        if (!bearable || slot.memory() == 0 || there.isEmpty()) {
            return bearable;
        }
        long used = there.stream().map(work -> work.task).mapToLong(need).sum();
        return used + need.applyAsLong(task) <= slot.memory();
    }
}
