package io.assent.faults.agent;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;

/** A {@code BatchHandler} that rejects every record; by reflection, since the agent does not see the service's classes. */
public final class RejectingHandler {
    private RejectingHandler() {}

    public static Object insteadOf(Object handler) {
        Class<?> type = handler.getClass();
        return Proxy.newProxyInstance(type.getClassLoader(), type.getInterfaces(), (_, _, arguments) -> {
            Object rejections = arguments[2];
            Method reject = method(rejections.getClass().getInterfaces()[0]);
            for (Object record : (List<?>) arguments[1]) {
                call(reject, rejections, record);
            }
            return null;
        });
    }

    private static Method method(Class<?> rejections) {
        for (Method method : rejections.getMethods()) {
            if (method.getName().equals("reject") && method.getParameterCount() == 3) {
                return method;
            }
        }
        throw new IllegalStateException("no method reject in " + rejections);
    }

    private static void call(Method reject, Object rejections, Object record) throws IllegalAccessException {
        try {
            reject.invoke(rejections, record, "refused_with_its_batch", "a neighbour was refused");
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
