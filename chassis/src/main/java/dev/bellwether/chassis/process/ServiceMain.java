package dev.bellwether.chassis.process;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.TimeUnit;

/// What a service process runs: the service, and a watch on the process that started it. Standard input is a pipe whose
/// other end the launcher holds; when it closes, however the launcher ended, so does the service. It is among the service's own classes, so
/// that the class path is of jars alone, as an AOT cache needs it.
public final class ServiceMain {

    /// What the manifest of quarkus-run.jar names.
    private static final String APPLICATION = "io.quarkus.bootstrap.runner.AotQuarkusEntryPoint";

    private static final int GRACE_SECONDS = 10;

    private ServiceMain() {}

    public static void main(String[] arguments) throws Throwable {
        Thread.ofPlatform().daemon().name("launcher-watch").start(ServiceMain::endWithTheLauncher);
        try {
            Class.forName(APPLICATION).getMethod("main", String[].class).invoke(null, (Object) arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }

    private static void endWithTheLauncher() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is ever written: only the end counts.
            }
        } catch (IOException _) {
            // As good as the end.
        }
        Thread.ofPlatform().daemon().start(ServiceMain::haltAfterGrace);
        System.exit(0);
    }

    private static void haltAfterGrace() {
        try {
            TimeUnit.SECONDS.sleep(GRACE_SECONDS);
        } catch (InterruptedException _) {
            // Then at once.
        }
        Runtime.getRuntime().halt(1);
    }
}
