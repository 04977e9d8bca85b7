package dev.bellwether.simulator;

import dev.bellwether.features.v1.Features;
import dev.bellwether.segmentation.membership.Rules;
import dev.bellwether.segmentation.membership.SchemeVersion;
import dev.bellwether.segmentation.scheme.SchemeCompiler;
import dev.bellwether.segmentation.scheme.SchemeParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiConsumer;

/// How well the lifecycle scheme tells what the simulated accounts are.
final class SchemeAgreement {

    private SchemeAgreement() {}

    /// @param live     events of today after the history
    /// @param mistakes receives each misclassified account: `truth>told`, and its features
    static ConfusionMatrix measure(
            SimulationSettings settings, int live, Rules rules, BiConsumer<String, Features> mistakes) {
        Simulation simulation = Simulation.create(settings);
        OfflinePlatform platform = new OfflinePlatform(rules, settings.today());
        platform.backfill(simulation.history());
        platform.live(simulation.live(live));
        return compare(simulation, platform, mistakes);
    }

    static ConfusionMatrix compare(Simulation simulation, OfflinePlatform platform, BiConsumer<String, Features> mistakes) {
        ConfusionMatrix matrix = new ConfusionMatrix();
        simulation.truth().forEach((account, truth) -> {
            String told = platform.segment(account);
            matrix.add(truth, told);
            if (!told.equals(truth)) {
                mistakes.accept(truth + ">" + told, platform.features(account));
            }
        });
        return matrix;
    }

    static Rules rules(Path scheme) throws IOException {
        return compile(Files.readString(scheme));
    }

    static Rules shippedRules() throws IOException {
        try (InputStream scheme = SchemeParser.class.getResourceAsStream("/schemes/lifecycle.yaml")) {
            return compile(new String(scheme.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static Rules compile(String scheme) {
        return new SchemeCompiler().compile(new SchemeVersion(1), SchemeParser.parse(scheme));
    }
}
