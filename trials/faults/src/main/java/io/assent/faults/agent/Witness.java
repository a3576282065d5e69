package io.assent.faults.agent;

import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.utility.JavaModule;
import org.jspecify.annotations.Nullable;

/** Says in the service's log what was changed, and ends the service when it could not be: a mutation that is none proves nothing. */
final class Witness extends AgentBuilder.Listener.Adapter {
    private final String mutation;

    Witness(String mutation) {
        this.mutation = mutation;
    }

    @Override
    public void onTransformation(
            TypeDescription type,
            @Nullable ClassLoader loader,
            @Nullable JavaModule module,
            boolean loaded,
            DynamicType dynamicType) {
        System.err.println("mutation " + mutation + ": " + type.getName());
    }

    @Override
    public void onError(
            String type, @Nullable ClassLoader loader, @Nullable JavaModule module, boolean loaded, Throwable failure) {
        failure.printStackTrace();
        Runtime.getRuntime().halt(3);
    }
}
