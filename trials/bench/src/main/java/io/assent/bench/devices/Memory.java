package io.assent.bench.devices;

import io.assent.bench.frame.ServiceMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Memory of an instance after a full collection.
 *
 * @param resident bytes of the whole process
 * @param heap bytes of live objects
 */
record Memory(double resident, double heap) {
    private static final String RESIDENT = "VmRSS:";
    private static final int BYTES_PER_KILOBYTE = 1024;

    /** @param port on which the instance tells its metrics */
    static Memory of(ProcessHandle instance, int port) throws IOException, InterruptedException {
        collect(instance.pid());
        double heap = new ServiceMetrics(List.of(port)).sum("jvm_memory_used_bytes{area=\"heap\"");
        return new Memory(resident(instance.pid()), heap);
    }

    private static void collect(long pid) throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        int exit = new ProcessBuilder(jcmd.toString(), Long.toString(pid), "GC.run")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IllegalStateException("process %d cannot be asked for a collection".formatted(pid));
        }
    }

    /** Zero where there is no {@code /proc}. */
    private static double resident(long pid) throws IOException {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith(RESIDENT))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) * BYTES_PER_KILOBYTE)
                .sum();
    }
}
