package sdde.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Turns Ctrl-C and SIGTERM into calls instead of the end of the JVM. {@code sun.misc.Signal} is the only way to hear a
 * second Ctrl-C; it is called by reflection because the compiler warns of it in a way that cannot be silenced.
 */
final class Interrupts {
    /** Beyond this many the user means it: whatever we wait for, the next one ends the program. */
    private static final int LAST = 3;

    private final Runnable action;
    private final AtomicInteger count = new AtomicInteger();

    private Interrupts(Runnable action) {
        this.action = action;
    }

    /** Calls the action at the first and the second signal; the third ends the program. */
    static void install(Runnable action) {
        Interrupts interrupts = new Interrupts(action);
        for (String name : new String[] {"INT", "TERM", "HUP"}) {
            interrupts.listen(name);
        }
    }

    private void listen(String name) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            InvocationHandler calls = this::called;
            Object handler = Proxy.newProxyInstance(handlerType.getClassLoader(), new Class<?>[] {handlerType}, calls);
            signal.getMethod("handle", signal, handlerType)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), handler);
        } catch (ReflectiveOperationException | RuntimeException e) {
            // a JVM without it, or started with -Xrs: the signal ends the program, and the next start goes on from
            // there
        }
    }

    private @Nullable Object called(Object proxy, Method method, Object @Nullable [] arguments) {
        return switch (method.getName()) {
            case "handle" -> {
                signalled();
                yield null;
            }
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> arguments != null && proxy == arguments[0];
            default -> "signal handler";
        };
    }

    private void signalled() {
        if (count.incrementAndGet() >= LAST) {
            Runtime.getRuntime().halt(Main.STOPPED);
        }
        action.run();
    }
}
