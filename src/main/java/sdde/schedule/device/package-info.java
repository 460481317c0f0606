/**
 * Finds what runs may be placed on: GPUs that {@code nvidia-smi} tells, processor slots, or simulated devices.
 *
 * <p>{@link sdde.schedule.device.NvidiaSmi} asks, {@link sdde.schedule.device.Devices} turns a wish into slots.
 */
@NullMarked
package sdde.schedule.device;

import org.jspecify.annotations.NullMarked;
