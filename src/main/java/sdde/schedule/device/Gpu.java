package sdde.schedule.device;

/**
 * A GPU of this machine.
 *
 * @param index in order of the PCI bus, as {@code nvidia-smi} counts
 * @param uuid the one name that no environment variable changes
 * @param memory bytes
 */
public record Gpu(int index, String uuid, long memory, String driver, String name) {}
