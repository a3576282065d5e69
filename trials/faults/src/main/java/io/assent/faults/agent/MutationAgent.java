package io.assent.faults.agent;

import static net.bytebuddy.matcher.ElementMatchers.named;

import java.lang.instrument.Instrumentation;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;

/** {@code -javaagent:assent-faults-agent.jar=no-barrier}. */
public final class MutationAgent {
    private static final String LIBRARY = "io.assent.exactlyonce.";

    private MutationAgent() {}

    /** What replaces a method. */
    private record Change(String type, String method, Class<?> advice) {}

    private static final Map<String, List<Change>> MUTATIONS = Map.of(
            "acks-one",
            List.of(new Change("org.apache.kafka.clients.producer.KafkaProducer", "configureAcks", AcksOne.class)),
            "end-offset-gate",
            List.of(new Change(LIBRARY + "ReadBarrier", "append", EndOffsets.class)),
            "no-barrier",
            List.of(new Change("io.assent.notification.store.ConsentBarrier", "pass", NothingToPass.class)),
            "no-offset-fence",
            List.of(new Change(LIBRARY + "Fence", "judge", AdmitAll.class)),
            "no-relay-fence",
            List.of(
                    new Change(LIBRARY + "RelayTerm", "properties", OwnTransactionalId.class),
                    new Change(LIBRARY + "RelayPositions", "committed", NothingCommitted.class)),
            "batch-dead-letter",
            List.of(new Change(LIBRARY + "FencedConsumer", "isolate", RejectBatch.class)),
            "ignore-conflict-retry",
            List.of(
                    new Change("io.assent.consent.store.AnswerRows", "select", NothingKnown.class),
                    new Change("io.assent.consent.store.AnswerRows", "insert", Skip.class)),
            "no-commit-wait",
            List.of(new Change("io.assent.consent.store.Acknowledgement", "await", AnswerAtOnce.class)));

    public static Stream<String> names() {
        return MUTATIONS.keySet().stream().sorted();
    }

    public static void premain(String name, Instrumentation instrumentation) {
        List<Change> changes = MUTATIONS.get(name);
        if (changes == null) {
            throw new IllegalArgumentException("unknown mutation: " + name);
        }
        for (Change change : changes) {
            var _ = new AgentBuilder.Default()
                    .disableClassFormatChanges()
                    .with(new Witness(name))
                    .type(named(change.type()))
                    .transform((builder, _, _, _, _) ->
                            builder.visit(Advice.to(change.advice()).on(named(change.method()))))
                    .installOn(instrumentation);
        }
    }
}
