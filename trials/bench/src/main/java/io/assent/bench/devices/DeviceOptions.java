package io.assent.bench.devices;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import picocli.CommandLine.Option;

/** What only this bench can be told. */
public final class DeviceOptions {
    /** With a kill all of them connect to one address, and Linux has 28,000 ports for that. */
    private static final int MOST = 25_000;

    /** What a process holds beside the streams. */
    private static final int OTHER_FILES = 2_000;

    @Option(
            names = "--devices",
            paramLabel = "N",
            defaultValue = "10000",
            description = "How many devices listen, for the bench devices. Default: ${DEFAULT-VALUE}.")
    private int devices;

    @Option(
            names = "--kill",
            description = "The bench devices also kills an instance with SIGKILL at half of the highest rate.")
    private boolean kill;

    int devices() {
        return devices;
    }

    boolean kill() {
        return kill;
    }

    /** @throws IllegalArgumentException with what stands against it */
    void check() {
        if (devices < 2 || devices > MOST) {
            throw new IllegalArgumentException("between 2 and %,d devices can listen".formatted(MOST));
        }
        long needed = devices + OTHER_FILES;
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                && system.getMaxFileDescriptorCount() < needed) {
            throw new IllegalArgumentException("%,d devices need %,d open files, and %,d are allowed: ulimit -n %d"
                    .formatted(devices, needed, system.getMaxFileDescriptorCount(), needed));
        }
    }
}
