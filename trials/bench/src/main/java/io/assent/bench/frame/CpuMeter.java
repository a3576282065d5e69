package io.assent.bench.frame;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Processor time of named processes, from {@code /proc}; empty where there is none. */
public final class CpuMeter {
    /** Ticks of a processor in {@code /proc}: fixed at 100 a second for programs, whatever the kernel does inside. */
    private static final double NANOS_PER_TICK = 1e9 / 100;

    private static final Path PROC = Path.of("/proc");

    private final Map<String, Watched> processes = new LinkedHashMap<>();

    private record Watched(long pid, boolean withChildren) {}

    /** Processors that were busy on average, by process. */
    public record Cores(Map<String, Double> byProcess) {
        public static final Cores NONE = new Cores(Map.of());
    }

    /** A running measurement. */
    public final class Span {
        private final Map<String, Long> before = ticks();
        private final long began = System.nanoTime();

        public Cores end() {
            double nanos = System.nanoTime() - began;
            Map<String, Double> cores = new TreeMap<>();
            ticks().forEach((name, now) -> cores.merge(
                    withoutNumber(name), (now - before.getOrDefault(name, now)) * NANOS_PER_TICK / nanos, Double::sum));
            return new Cores(cores);
        }
    }

    /** Instances of one thing are named {@code thing#1}, {@code thing#2}, and reported together. */
    public CpuMeter watch(String name, long pid) {
        processes.put(name, new Watched(pid, false));
        return this;
    }

    /** For a server that works in child processes. */
    public CpuMeter watchWithChildren(String name, long pid) {
        processes.put(name, new Watched(pid, true));
        return this;
    }

    /** For a process that is no part of what is measured next. */
    public void forget(String name) {
        processes.remove(name);
    }

    public Span begin() {
        return new Span();
    }

    private static String withoutNumber(String name) {
        int mark = name.indexOf('#');
        return mark < 0 ? name : name.substring(0, mark);
    }

    private Map<String, Long> ticks() {
        if (!Files.isDirectory(PROC.resolve("self"))) {
            return Map.of();
        }
        Map<Long, long[]> all = new TreeMap<>();
        try (Stream<Path> processes = Files.list(PROC)) {
            processes
                    .filter(path -> path.getFileName().toString().chars().allMatch(Character::isDigit))
                    .forEach(path -> read(all, path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, Long> ticks = new LinkedHashMap<>();
        processes.forEach((name, process) -> ticks.put(name, of(all, process)));
        return ticks;
    }

    /** Of children those that live, and by the last column those that ended. */
    private static long of(Map<Long, long[]> all, Watched process) {
        long[] own = all.getOrDefault(process.pid(), new long[] {0, 0, 0});
        if (!process.withChildren()) {
            return own[1];
        }
        return own[1]
                + own[2]
                + all.values().stream()
                        .filter(each -> each[0] == process.pid())
                        .mapToLong(each -> each[1])
                        .sum();
    }

    private static void read(Map<Long, long[]> all, Path process) {
        try {
            String stat = Files.readString(process.resolve("stat"));
            // The name in parentheses may hold blanks; behind it the fields are those from the third on.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            all.put(Long.valueOf(process.getFileName().toString()), new long[] {
                Long.parseLong(fields[1]),
                Long.parseLong(fields[11]) + Long.parseLong(fields[12]),
                Long.parseLong(fields[13]) + Long.parseLong(fields[14])
            });
        } catch (NoSuchFileException ended) {
            // between the listing and the look
        } catch (IOException e) {
            if (Files.exists(process)) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
