package io.assent.local.cli;

import io.assent.local.observe.Observability;
import io.assent.local.stack.Home;
import io.assent.local.stack.LocalStack;
import io.assent.local.stack.Progress;
import io.assent.local.stack.StackPlan;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts the stack and keeps it running. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = {
            "Starts the stack on its data and keeps it running until Ctrl-C;",
            "with --observe also a prober, Prometheus and Alertmanager beside it."
        })
public final class UpCommand implements Callable<Integer> {
    enum Clock {
        wall,
        event
    }

    @Mixin
    private DataFolder data;

    @Mixin
    private PortOptions ports;

    @Mixin
    private ObserveOptions observe;

    @Option(
            names = "--clock",
            defaultValue = "wall",
            description = "${COMPLETION-CANDIDATES}: whether now is the wall clock, or what each call and record says.")
    private Clock clock;

    @Option(
            names = "--traces",
            paramLabel = "URL",
            description = "Sends traces to this collector (OTLP over HTTP, such as http://localhost:4318).")
    private @Nullable URI collector;

    @Option(
            names = "--brokers",
            paramLabel = "1",
            defaultValue = "1",
            description = "How many Kafka nodes; one for now.")
    private int brokers;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (brokers != 1) {
            throw new IllegalStateException("--brokers " + brokers + ": the local stack has one Kafka node for now");
        }
        if (observe.wanted() && clock == Clock.event) {
            throw new IllegalStateException("--observe goes with the wall clock, by which the prober lives");
        }
        var plan = new StackPlan(Home.find(), data.path(), false, ports.ports(), clock.name()).tracedBy(collector);
        var progress = new Progress(System.err);
        var observability = new Observability(plan, observe.ports(), progress);
        if (observe.wanted()) {
            observability.mustHavePorts();
        }
        try (LocalStack stack = LocalStack.start(plan, progress);
                observability) {
            Map<String, String> observed = observe.wanted() ? observability.start() : Map.of();
            spec.commandLine().getOut().println(new StackTable(stack.plan(), Protagonist.WITHOUT_A_DAY, observed));
            spec.commandLine().getOut().flush();
            new CountDownLatch(1).await();
        }
        return 0;
    }
}
