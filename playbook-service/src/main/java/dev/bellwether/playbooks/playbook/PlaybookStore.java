package dev.bellwether.playbooks.playbook;

import dev.bellwether.chassis.definition.Definitions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/// The playbooks in the database, each version kept for ever.
public final class PlaybookStore {
    private static final Logger LOG = Logger.getLogger(PlaybookStore.class);
    private static final Definitions DEFINITIONS = new Definitions("playbooks");

    /// Stores each starter playbook whose newest version is of an older release, as its next version, and answers with all that are
    /// in force. One that was changed here stays as it was changed. Replicas that start together store one version between them.
    public PlaybookCatalog open(Instant now) {
        var compiler = new PlaybookCompiler();
        List<Playbook> starters = StarterPlaybooks.read();
        // What does not compile is not stored either.
        starters.forEach(each -> compiler.compile(new PlaybookVersion(each, 1, now)));
        Map<String, StoredPlaybook> newest = DEFINITIONS.change(() -> StoredPlaybook.newest().flatMap(stored -> {
            List<StoredPlaybook> added =
                    starters.stream().flatMap(starter -> next(starter, stored.get(starter.id()), now).stream()).toList();
            added.forEach(each -> stored.put(each.playbook, each));
            return StoredPlaybook.add(added).replaceWith(stored);
        }));
        return new PlaybookCatalog(newest.values().stream().map(StoredPlaybook::version).map(compiler::compile).toList());
    }

    /// The digest of a playbook's newest version, as it stands with what a release has stored.
    public String digestOf(String id) {
        return PlaybookText.digest(DEFINITIONS.read(StoredPlaybook::newest).get(id).version().playbook());
    }

    private static Optional<StoredPlaybook> next(Playbook starter, StoredPlaybook before, Instant now) {
        if (before == null) {
            return Optional.of(StoredPlaybook.shipped(new PlaybookVersion(starter, 1, now)));
        }
        if (before.version().playbook().equals(starter)) {
            return Optional.empty();
        }
        if (before.isShipped()) {
            return Optional.of(StoredPlaybook.shipped(new PlaybookVersion(starter, before.version + 1, now)));
        }
        LOG.warnf("Playbook %s was changed here and stays so (version %d); the one that comes with this release is another",
                starter.id(), before.version);
        return Optional.empty();
    }
}
