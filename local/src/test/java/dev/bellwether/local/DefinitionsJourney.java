package dev.bellwether.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellwether.local.TestPlatform.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// A tenant's rules in a folder, from the first export to a revert, by commands alone. The platform's day is 2026-03-10.
///
/// @param folder for the tenant's rules, and those of a colleague
record DefinitionsJourney(TestPlatform platform, Path folder) {

    private static final String TENANT = "ruled";
    private static final String NAME = "schemes/lifecycle";
    private static final Path SHIPPED = Path.of("../segmentation-service/src/main/resources/schemes/lifecycle.yaml");
    /// Both stand once in the shipped text's rule of Churned.
    private static final String THREE_DAYS = "active_days_28 < 3.0";
    private static final String NINETY_DAYS = "days_since_last_activity >= 90.0\n";

    void travel() throws IOException {
        whatIsShippedIsWrittenAndNothingIsToBePublished();
        mistakesAreToldAtTheirPlaces();
        aChangeIsPlannedPublishedAndThenPublished();
        anotherPublicationInBetweenIsNotPublishedOver();
        anEarlierTextIsPublishedAgain();
        aFolderIsBroughtUpToDate();
        aTextForALaterDayWaits();
    }

    private Path rules() {
        return folder.resolve("rules");
    }

    private Path scheme() {
        return rules().resolve(NAME + ".yaml");
    }

    private Run definitions(String... arguments) {
        return platform.command(words(arguments));
    }

    private JsonNode json(int exitCode, String... arguments) throws IOException {
        return platform.json(exitCode, words(arguments));
    }

    private static String[] words(String... arguments) {
        String[] words = new String[arguments.length + 3];
        words[0] = "definitions";
        System.arraycopy(arguments, 0, words, 1, arguments.length);
        words[arguments.length + 1] = "--tenant";
        words[arguments.length + 2] = TENANT;
        return words;
    }

    private static String shipped() throws IOException {
        return Files.readString(SHIPPED);
    }

    private static String with(String days) throws IOException {
        return shipped().replace(THREE_DAYS, "active_days_28 < " + days);
    }

    private JsonNode newest() throws IOException {
        return json(0, "history", NAME).get("revisions").get(0);
    }

    private void whatIsShippedIsWrittenAndNothingIsToBePublished() throws IOException {
        assertThat(shipped()).containsOnlyOnce(THREE_DAYS).containsOnlyOnce(NINETY_DAYS);

        assertThat(json(0, "export", "--into", rules().toString()).get("written")).extracting(JsonNode::asText)
                .containsExactly(NAME + ".yaml");
        assertThat(scheme()).hasContent(shipped());
        assertThat(json(0, "check", rules().toString()).get("problems")).isEmpty();
        assertThat(definitions("diff", rules().toString())).isEqualTo(new Run(0, "", ""));
        assertThat(definitions("publish", rules().toString(), "--reason", "none").output()).contains(NAME + "  unchanged         1",
                "Nothing to publish");
        assertThat(newest().get("author").asText()).isEqualTo("shipped");
    }

    private void mistakesAreToldAtTheirPlaces() throws IOException {
        String text = shipped().replace(NINETY_DAYS, "days_since_lst_activity >= 90.0\n").replace(THREE_DAYS, "active_days_28 <");
        Files.writeString(scheme(), text);
        Path latin = Files.write(rules().resolve("schemes/latin.yaml"), "title: größer\n".getBytes(StandardCharsets.ISO_8859_1));

        Path second = Files.writeString(rules().resolve("schemes/second.yaml"), shipped());

        Run check = definitions("check", rules().toString());

        assertThat(check.exitCode()).isEqualTo(1);
        assertThat(check.output().lines()).anySatisfy(line -> assertThat(line)
                .startsWith(scheme() + ":" + place(text, "days_since_lst_activity") + ": error: ").contains("days_since_lst_activity"))
                .anySatisfy(line -> assertThat(line).startsWith(latin + ":1:10: error: It is not in UTF-8."))
                .anySatisfy(line -> assertThat(line).startsWith(second + ":1:1: error: There can be no such definition: "))
                .anySatisfy(line -> assertThat(line).startsWith(scheme() + ":" + line(text, "active_days_28 <\n") + ":"));
        assertThat(definitions("publish", rules().toString(), "--reason", "x", "--yes").exitCode()).isEqualTo(1);
        assertThat(newest().get("revision").asInt()).isEqualTo(1);
        Files.delete(latin);
        Files.delete(second);
    }

    private static int line(String text, String what) {
        return (int) text.substring(0, text.indexOf(what)).lines().count();
    }

    private static String place(String text, String what) {
        int at = text.indexOf(what);
        return line(text, what) + ":" + (at - text.lastIndexOf('\n', at));
    }

    private void aChangeIsPlannedPublishedAndThenPublished() throws IOException {
        Files.writeString(scheme(), with("4.0"));
        Run diff = definitions("diff", rules().toString());
        assertThat(diff.exitCode()).isEqualTo(1);
        assertThat(diff.output()).startsWith("--- a/schemes/lifecycle.yaml\n+++ b/schemes/lifecycle.yaml\n@@ ")
                .contains("\n-    stay: cancelled == 1.0 || active_days_28 < 3.0\n+    stay: cancelled == 1.0 || active_days_28 < 4.0\n");

        assertThat(definitions("publish", rules().toString()).exitCode()).as("without a reason").isEqualTo(2);
        Run unconfirmed = definitions("publish", rules().toString(), "--reason", "PR 31");
        assertThat(unconfirmed.exitCode()).isEqualTo(1);
        assertThat(unconfirmed.errors()).contains("confirm it with --yes");
        assertThat(definitions("publish", rules().toString(), "--dry-run").output()).contains(NAME + "  changed  1 -> 2    +1 -1",
                "In force from 2026-03-10.");
        assertThat(newest().get("revision").asInt()).as("nothing was published").isEqualTo(1);

        JsonNode published = json(0, "publish", rules().toString(), "--reason", "PR 31", "--yes");
        assertThat(published.get("published").asBoolean()).isTrue();
        assertThat(published.get("changes").get(0).get("to_revision").asInt()).isEqualTo(2);
        assertThat(newest().get("reason").asText()).isEqualTo("PR 31");
        assertThat(newest().get("in_force").asBoolean()).isTrue();
        assertThat(newest().get("first_day").asText()).isEqualTo("2026-03-10");

        JsonNode again = json(0, "publish", rules().toString(), "--reason", "PR 31");
        assertThat(again.get("published").asBoolean()).isFalse();
        assertThat(again.get("changes").get(0).get("action").asText()).isEqualTo("unchanged");
        assertThat(newest().get("revision").asInt()).isEqualTo(2);
    }

    /// A colleague publishes when the plan has been shown, and before it is published.
    private void anotherPublicationInBetweenIsNotPublishedOver() throws IOException {
        Path colleague = folder.resolve("colleague");
        Files.createDirectories(colleague.resolve("schemes"));
        Files.writeString(colleague.resolve(NAME + ".yaml"), with("5.0"));
        Files.writeString(scheme(), with("6.0"));

        Run late = platform.command("In force from 2026-03-10.", () -> assertThat(
                definitions("publish", colleague.toString(), "--reason", "first", "--yes").exitCode()).isZero(),
                words("publish", rules().toString(), "--reason", "second", "--yes"));

        assertThat(late.exitCode()).isEqualTo(1);
        assertThat(late.errors()).contains("revision 3", "revision 2", "Nothing was published.").doesNotContain("\tat ");
        assertThat(newest().get("revision").asInt()).isEqualTo(3);
        assertThat(newest().get("reason").asText()).isEqualTo("first");
    }

    private void anEarlierTextIsPublishedAgain() throws IOException {
        Run late = platform.command("In force from 2026-03-10.", () -> assertThat(
                definitions("publish", rules().toString(), "--reason", "second", "--yes").exitCode()).isZero(),
                words("revert", NAME, "2", "--reason", "PR 32", "--yes"));
        assertThat(late.exitCode()).isEqualTo(1);
        assertThat(late.errors()).contains("revision 4", "revision 3", "Nothing was published.");

        assertThat(json(0, "revert", NAME, "2", "--reason", "PR 32", "--yes").get("changes").get(0).get("to_revision").asInt())
                .isEqualTo(5);
        assertThat(newest().get("reverts_to").asInt()).isEqualTo(2);
        assertThat(definitions("history", NAME, "--diff", "2..5")).isEqualTo(new Run(0, "", ""));
        assertThat(definitions("history", NAME, "--diff", "1..5").output())
                .contains("\n-    stay: cancelled == 1.0 || active_days_28 < 3.0\n");
        assertThat(json(0, "revert", NAME, "2", "--reason", "PR 32").get("published").asBoolean()).as("nothing to revert").isFalse();
        assertThat(definitions("revert", NAME, "9", "--reason", "x", "--yes").errors()).contains("revision 9");
    }

    private void aFolderIsBroughtUpToDate() throws IOException {
        assertThat(json(1, "export", "--into", rules().toString()).get("kept")).hasSize(1);
        assertThat(scheme()).hasContent(with("6.0"));
        assertThat(json(0, "export", "--into", rules().toString(), "--force").get("written")).hasSize(1);
        assertThat(scheme()).hasContent(with("4.0"));
        assertThat(json(0, "export", "--into", rules().toString()).get("unchanged")).hasSize(1);
        assertThat(json(0, "check", rules().toString()).get("problems")).isEmpty();
        assertThat(definitions("diff", rules().toString()).exitCode()).isZero();
    }

    private void aTextForALaterDayWaits() throws IOException {
        Files.writeString(scheme(), with("7.0"));
        json(0, "publish", rules().toString(), "--reason", "PR 33", "--first-day", "2026-03-12", "--yes");

        assertThat(newest().get("revision").asInt()).isEqualTo(6);
        assertThat(newest().get("in_force").asBoolean()).isFalse();
        assertThat(definitions("diff", rules().toString()).exitCode()).as("today").isEqualTo(1);
        assertThat(definitions("diff", rules().toString(), "--day", "2026-03-12").exitCode()).isZero();
        assertThat(definitions("publish", rules().toString(), "--reason", "x", "--first-day", "2026-03-12").output())
                .contains("Nothing to publish");
    }
}
