package dev.bellwether.local.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The script `bellwether`, copied into a folder of its own, with a JDK and a Maven that only tell how they were called.
class LauncherScriptTest {

    private static final int PATIENCE_SECONDS = 60;

    @TempDir
    private Path folder;
    private Path project;
    private Path script;

    record Run(int exitCode, String output) {}

    @BeforeEach
    void layOut() throws IOException {
        project = Files.createDirectories(folder.resolve("a project"));
        script = project.resolve("bellwether");
        Files.writeString(script, Files.readString(Path.of("../bellwether")));
        script.toFile().setExecutable(true);
        file("pom.xml", "<project/>");
        file("local/src/main/java/Source.java", "class Source {}");
        jdk("jdk-25", "25.0.1");
        program("tools/mvn", "echo \"maven $* with $JAVA_HOME\"; exit \"${MAVEN_EXIT:-0}\"");
    }

    @Test
    void keeps_the_baseline_of_a_release_that_is_named_as_one() throws Exception {
        assertThat(run(Map.of(), "baseline", "1.4.0").output())
                .contains(
                        "maven -B -ntp verify -Dtest=ContractsTest,UpgradeTest -Dsurefire.failIfNoSpecifiedTests=false -Dbellwether.baseline=1.4.0");
        assertThat(run(Map.of(), "baseline").output()).contains("Say of which release");
        assertThat(run(Map.of(), "baseline", "../up").exitCode()).isEqualTo(1);
    }

    @Test
    void builds_what_is_not_built_and_hands_over_the_arguments() throws Exception {
        Run run = run(Map.of(), "account", "a 1");

        assertThat(run.output()).contains("Building Bellwether").contains("java ")
                .endsWith("dev.bellwether.local.Bellwether account a 1\n");
        assertThat(run.exitCode()).isZero();
        assertThat(Files.readString(project.resolve("local/target/build.log")))
                .contains("maven -B -ntp package -Dmaven.test.skip=true with " + folder.resolve("jdk-25"));
        assertThat(run(Map.of(), "segments").output()).doesNotContain("Building");
    }

    @Test
    void builds_again_when_a_source_is_newer_than_the_build() throws Exception {
        run(Map.of(), "segments");
        Files.setLastModifiedTime(project.resolve("local/src/main/java/Source.java"), FileTime.from(Instant.now().plusSeconds(60)));

        assertThat(run(Map.of(), "segments").output()).contains("Building Bellwether");
    }

    @Test
    void what_commands_load_is_kept_once_for_each_build_and_jdk() throws Exception {
        program("jdk-25/bin/java", """
                for option in "$@"; do case "$option" in -XX:AOTCacheOutput=*) echo cache >"${option#*=}" ;; esac; done
                echo "java $*\"""");
        String used = "-XX:AOTCache=" + project.resolve("local/target/commands.aot");

        assertThat(run(Map.of(), "segments").output()).contains("Preparing for quick commands").contains(used);
        assertThat(run(Map.of(), "segments").output()).doesNotContain("Preparing").contains(used);
        Files.writeString(folder.resolve("jdk-25/release"), "JAVA_VERSION=\"25.0.2\"\n");
        assertThat(run(Map.of(), "segments").output()).as("of another JDK").contains("Preparing").contains(used);
        file("local/target/lib/new.jar", "");
        Files.setLastModifiedTime(project.resolve("local/target/lib/new.jar"), FileTime.from(Instant.now().plusSeconds(60)));
        assertThat(run(Map.of(), "segments").output()).as("of other jars").contains("Preparing").contains(used);
    }

    @Test
    void a_command_runs_where_nothing_can_be_kept_and_this_is_tried_once() throws Exception {
        assertThat(run(Map.of(), "segments").output()).contains("Preparing").doesNotContain("-XX:AOTCache=")
                .endsWith("Bellwether segments\n");
        assertThat(run(Map.of(), "segments").output()).doesNotContain("Preparing").endsWith("Bellwether segments\n");

        Files.delete(project.resolve("local/target/commands.aot.made-for"));
        Files.createFile(project.resolve("local/target/commands.aot.making"));
        assertThat(run(Map.of(), "segments").output()).as("where no folder can be made").doesNotContain("Preparing")
                .endsWith("Bellwether segments\n");
    }

    @Test
    void a_build_that_fails_shows_its_errors_and_names_the_log() throws Exception {
        program("tools/mvn", "echo '[INFO] much else'; echo '[ERROR] Source.java:1 is wrong'; exit 1");
        Run run = run(Map.of(), "segments");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output()).contains("[ERROR] Source.java:1 is wrong").doesNotContain("much else").contains("The whole log: ");
        assertThat(run(Map.of(), "segments").output()).as("and is tried again").contains("Building Bellwether");
    }

    @Test
    void test_runs_the_whole_maven_build_and_gives_its_exit_code() throws Exception {
        Run run = run(Map.of("MAVEN_EXIT", "3"), "test");

        assertThat(run.output()).startsWith("maven -B -ntp verify");
        assertThat(run.exitCode()).isEqualTo(3);
    }

    @Test
    void what_failed_tests_said_stands_at_the_end() throws Exception {
        program("tools/mvn", """
                mkdir -p chassis/target/surefire-reports
                cat >chassis/target/surefire-reports/org.acme.SomeTest.txt <<'REPORT'
                -------------------------------------------------------------------------------
                Test set: org.acme.SomeTest
                -------------------------------------------------------------------------------
                Tests run: 2, Failures: 1, Errors: 0, Skipped: 0, Time elapsed: 1.2 s <<< FAILURE! -- in org.acme.SomeTest
                org.acme.SomeTest.two_and_two_are_four -- Time elapsed: 0.1 s <<< FAILURE!
                org.opentest4j.AssertionFailedError:\s

                expected: 4
                 but was: 5
                \tat java.base/java.lang.reflect.Method.invoke(Method.java:565)
                \tat org.acme.SomeTest.two_and_two_are_four(SomeTest.java:17)
                REPORT
                exit 1""");

        assertThat(run(Map.of(), "test").output()).endsWith("""
                bellwether: the tests failed:
                  org.acme.SomeTest.two_and_two_are_four -- Time elapsed: 0.1 s <<< FAILURE!
                  org.opentest4j.AssertionFailedError:\s
                  expected: 4
                   but was: 5
                  \tat org.acme.SomeTest.two_and_two_are_four(SomeTest.java:17)
                """);
    }

    @Test
    void a_jdk_that_is_too_old_is_passed_over() throws Exception {
        jdk("jdk-17", "17.0.2");
        Run run = run(Map.of("JAVA_HOME", folder.resolve("jdk-17").toString(), "PATH", folder.resolve("jdk-25/bin") + ":" + path()),
                "segments");

        assertThat(Files.readString(project.resolve("local/target/build.log"))).contains("with " + folder.resolve("jdk-25"));
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void without_a_jdk_that_is_new_enough_it_says_what_to_do() throws Exception {
        Files.writeString(script, Files.readString(script).replace("needed=25", "needed=250"));
        Run run = run(Map.of(), "segments");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output()).contains("A JDK of version 250 or newer is needed").contains("JAVA_HOME").contains("https://adoptium.net");
    }

    private Run run(Map<String, String> environment, String... arguments) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(script.toString()).directory(folder.toFile()).redirectErrorStream(true);
        builder.command().addAll(java.util.List.of(arguments));
        builder.environment().put("PATH", path());
        builder.environment().put("JAVA_HOME", folder.resolve("jdk-25").toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), output);
    }

    private String path() {
        return folder.resolve("tools") + ":/usr/bin:/bin";
    }

    private void jdk(String name, String version) throws IOException {
        program(name + "/bin/javac", "exit 1");
        program(name + "/bin/java", "echo \"java $*\"");
        Files.writeString(folder.resolve(name + "/release"), "IMPLEMENTOR=\"Some Vendor\"\nJAVA_VERSION=\"" + version + "\"\n");
    }

    private void program(String path, String body) throws IOException {
        Path program = folder.resolve(path);
        Files.createDirectories(program.getParent());
        Files.writeString(program, "#!/bin/sh\n" + body + "\n");
        program.toFile().setExecutable(true);
    }

    private void file(String path, String content) throws IOException {
        Path file = project.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        // Older than any build that a test makes.
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
    }
}
