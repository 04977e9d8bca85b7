package dev.bellwether.local.frontdoor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// One of the scripts of `src/test/node`, which send with an SDK for JavaScript.
final class NodeClient extends Client {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String script;

    NodeClient(String script) {
        this.script = script;
    }

    @Override
    void send(String address, String key, int events) throws IOException, InterruptedException {
        Path folder = NodePackages.installed();
        Process process = new ProcessBuilder("node", script, "http://" + address, key, Integer.toString(events))
                .directory(folder.toFile()).redirectError(Redirect.INHERIT).start();
        boolean ended = false;
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                ended = note(JSON.readTree(line));
            }
            if (process.waitFor() != 0 || !ended) {
                noteFailed(script + " ended with " + process.exitValue());
            }
        } finally {
            process.destroyForcibly();
        }
    }

    /// @return whether it was the last thing that the script says
    private boolean note(JsonNode fact) {
        if (fact.has("sent")) {
            noteSent(fact.get("sent").asText(), fact.get("account").asText());
        } else if (fact.has("failed")) {
            noteFailed(fact.toString());
        } else {
            fact.get("answers").properties().forEach(answer -> noteAnswers(answer.getKey(), answer.getValue().asInt()));
            return true;
        }
        return false;
    }
}
