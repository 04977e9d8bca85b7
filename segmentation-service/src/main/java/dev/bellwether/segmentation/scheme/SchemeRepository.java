package dev.bellwether.segmentation.scheme;

import dev.bellwether.chassis.definition.Definitions;
import dev.bellwether.segmentation.membership.SchemeVersion;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/// The versions of the lifecycle scheme. One scheme holds for all tenants. Version 1 is the one that Bellwether ships;
/// what is stored is kept for ever, so that every decision can be read back, and taken again, as it was.
@ApplicationScoped
public class SchemeRepository {

    private static final Logger LOG = Logger.getLogger(SchemeRepository.class);
    private static final Definitions DEFINITIONS = new Definitions("schemes");
    private static final String SHIPPED = "schemes/lifecycle.yaml";

    private final InstantSource clock;
    private final SchemeCompiler compiler = new SchemeCompiler();
    private volatile List<PublishedScheme> versions = List.of();

    public SchemeRepository(InstantSource clock) {
        this.clock = clock;
    }

    /// The scheme that Bellwether ships, as it is written.
    public static String shipped() {
        try (InputStream in = SchemeRepository.class.getClassLoader().getResourceAsStream(SHIPPED)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// Reads all versions, and on an empty database makes the shipped one version 1. To be called once, at start.
    ///
    /// @throws InvalidScheme when a stored version does not compile
    public void load() {
        String shipped = shipped();
        List<StoredScheme> stored = stored();
        if (stored.isEmpty()) {
            // Replicas may start at once: one of them is first, and the others read its row.
            DEFINITIONS.change(() -> StoredScheme.count().flatMap(
                    there -> there > 0 ? Uni.createFrom().voidItem()
                            : StoredScheme.of(1, shipped, clock.instant()).persist().replaceWithVoid()));
            stored = stored();
        }
        versions = stored.stream().map(this::published).toList();
        if (!stored.getLast().definition.equals(shipped)) {
            LOG.warnf("The scheme in force is the stored version %d; the one that comes with this release is another",
                    stored.getLast().version);
        }
    }

    /// All versions, newest first.
    public List<PublishedScheme> versions() {
        return versions.reversed();
    }

    public Optional<PublishedScheme> version(int number) {
        return versions.stream().filter(it -> it.version() == number).findFirst();
    }

    public PublishedScheme inForce() {
        return versions.getLast();
    }

    private static List<StoredScheme> stored() {
        return DEFINITIONS.read(() -> StoredScheme.listAll(Sort.by("version")));
    }

    private PublishedScheme published(StoredScheme stored) {
        Scheme scheme = SchemeParser.parse(stored.definition);
        return new PublishedScheme(stored.version, stored.createTime, scheme,
                compiler.compile(new SchemeVersion(stored.version), scheme));
    }
}
