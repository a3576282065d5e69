package io.assent.faults.agent;

import static net.bytebuddy.matcher.ElementMatchers.isConstructor;
import static net.bytebuddy.matcher.ElementMatchers.named;

import java.lang.instrument.Instrumentation;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;

/** {@code -javaagent:assent-faults-agent.jar=no-barrier}. */
public final class MutationAgent {
    private static final String LIBRARY = "io.assent.exactlyonce.";

    private static final String CONSTRUCTOR = "<init>";

    private MutationAgent() {}

    /** What replaces a method. */
    private record Change(String type, String method, Class<?> advice) {}

    private static final Map<String, List<Change>> MUTATIONS = Map.of(
            "acks-one",
            List.of(new Change("org.apache.kafka.clients.producer.internals.Sender", CONSTRUCTOR, AcksOne.class)),
            "end-offset-gate",
            List.of(new Change(LIBRARY + "ReadBarrier", "append", EndOffsets.class)),
            "no-barrier",
            List.of(new Change("io.assent.notification.store.ConsentBarrier", "append", NothingToPass.class)),
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
                    .transform((builder, type, loader, _, _) -> builder.visit(advice(change, type, loader)))
                    .installOn(instrumentation);
        }
    }

    /** Read, not loaded: what an advice names is known to the service's class loader alone. */
    private static AsmVisitorWrapper advice(Change change, TypeDescription type, @Nullable ClassLoader loader) {
        ElementMatcher.Junction<MethodDescription> guard =
                change.method().equals(CONSTRUCTOR) ? isConstructor() : named(change.method());
        if (type.getDeclaredMethods().filter(guard).isEmpty()) {
            throw new IllegalStateException(type.getName() + " has no " + change.method() + " any more");
        }
        ClassFileLocator locator = new ClassFileLocator.Compound(
                ClassFileLocator.ForClassLoader.of(MutationAgent.class.getClassLoader()),
                ClassFileLocator.ForClassLoader.of(loader));
        TypeDescription advice =
                TypePool.Default.of(locator).describe(change.advice().getName()).resolve();
        return Advice.to(advice, locator).on(guard);
    }
}
