package io.assent.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.assent.bench.ads.AdsBench;
import io.assent.bench.bill.BillBench;
import io.assent.bench.consent.ConsentBench;
import io.assent.bench.consent.RevokeBench;
import io.assent.bench.devices.DeviceOptions;
import io.assent.bench.devices.DevicesBench;
import io.assent.bench.flow.FlowBench;
import io.assent.bench.frame.Bench;
import io.assent.bench.frame.Report;
import io.assent.bench.frame.ReportText;
import io.assent.bench.frame.Timing;
import io.assent.bench.gate.GateBench;
import io.assent.bench.start.StartBench;
import io.assent.local.stack.Progress;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./assent bench NAME}. */
@Command(
        name = "assent bench",
        mixinStandardHelpOptions = true,
        description = {
            "Measures what Assent does and the physical limit of this machine in turns, on real servers that it starts",
            "itself, and prints both."
        })
public final class Main implements Callable<Integer> {
    private static final String ALL = "all";

    /** The command could not even begin, as with the other commands of the launcher. */
    private static final int CANNOT = 2;

    @Parameters(
            paramLabel = "NAME",
            completionCandidates = Names.class,
            description = "One of ${COMPLETION-CANDIDATES}.")
    private String name = ALL;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Writes the report there too; for all, a list of them.")
    private @Nullable Path json;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "48",
            description =
                    "How long is measured, all sides together; a short one also warms up shortly. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Mixin
    private final DeviceOptions deviceOptions = new DeviceOptions();

    private List<Bench> benches() {
        return List.of(
                new GateBench(),
                new BillBench(),
                new AdsBench(),
                new ConsentBench(),
                new RevokeBench(),
                new FlowBench(),
                new DevicesBench(deviceOptions),
                new StartBench());
    }

    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Stream.concat(new Main().benches().stream().map(Bench::name), Stream.of(ALL))
                    .iterator();
        }
    }

    public static void main(String[] args) {
        System.exit(new CommandLine(new Main())
                .setExecutionExceptionHandler((e, command, _) -> {
                    if (e instanceof IllegalArgumentException) {
                        command.getErr().println(e.getMessage());
                    } else {
                        e.printStackTrace(command.getErr());
                    }
                    return CANNOT;
                })
                .execute(args));
    }

    @Override
    public Integer call() throws Exception {
        List<Bench> wanted = benches().stream()
                .filter(bench -> name.equals(ALL) || name.equals(bench.name()))
                .toList();
        if (wanted.isEmpty()) {
            throw new IllegalArgumentException("there is no bench " + name + "; see ./assent bench --help");
        }
        Progress progress = new Progress(System.err);
        ObjectMapper mapper = new ObjectMapper();
        ArrayNode reports = mapper.createArrayNode();
        for (Bench bench : wanted) {
            progress.say("bench " + bench.name());
            Report report = bench.run(new Timing(seconds), progress);
            System.out.println(ReportText.of(report));
            reports.add(report.toJson());
        }
        if (json != null) {
            mapper.writerWithDefaultPrettyPrinter()
                    .writeValue(json.toFile(), name.equals(ALL) ? reports : reports.get(0));
        }
        return 0;
    }
}
