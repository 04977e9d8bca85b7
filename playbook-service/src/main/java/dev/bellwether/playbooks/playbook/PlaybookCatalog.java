package dev.bellwether.playbooks.playbook;

import dev.bellwether.features.v1.Features;
import dev.bellwether.playbooks.ledger.Coverage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The playbooks in force: the newest version of each, by id.
public final class PlaybookCatalog {
    private final List<CompiledPlaybook> playbooks;
    private final Map<String, List<CompiledPlaybook>> bySegment = new HashMap<>();

    public PlaybookCatalog(List<CompiledPlaybook> playbooks) {
        this.playbooks = playbooks.stream()
                .sorted(Comparator.comparing(each -> each.version().playbook().id()))
                .toList();
        for (CompiledPlaybook each : this.playbooks) {
            for (String segment : each.version().playbook().segments()) {
                bySegment.computeIfAbsent(segment, _ -> new ArrayList<>()).add(each);
            }
        }
    }

    /// What each playbook that covers the segment has to say to an account with these features.
    public List<Coverage> coverages(String segment, Features features) {
        List<CompiledPlaybook> covering = bySegment.getOrDefault(segment, List.of());
        if (covering.isEmpty()) {
            return List.of();
        }
        return covering.stream().map(each -> each.cover(features)).toList();
    }

    public List<PlaybookVersion> versions() {
        return playbooks.stream().map(CompiledPlaybook::version).toList();
    }

    public Optional<PlaybookVersion> find(String id) {
        return versions().stream().filter(each -> each.playbook().id().equals(id)).findAny();
    }
}
