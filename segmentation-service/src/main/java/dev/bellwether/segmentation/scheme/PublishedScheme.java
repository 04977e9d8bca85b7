package dev.bellwether.segmentation.scheme;

import dev.bellwether.chassis.definition.kind.DefinitionRevision;
import dev.bellwether.ingestion.v1.CompanyType;
import dev.bellwether.segmentation.membership.Rules;
import dev.bellwether.segmentation.membership.SchemeVersion;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/// A revision of a tenant's lifecycle scheme: never changed, never removed.
///
/// @param scheme as it was written
/// @param rules  what it was compiled to
public record PublishedScheme(DefinitionRevision revision, Scheme scheme, CompiledScheme rules) implements Rules {

    /// 1, 2, 3, …
    public int number() {
        return revision.number();
    }

    public Instant createTime() {
        return revision.publishTime();
    }

    @Override
    public SchemeVersion version() {
        return new SchemeVersion(revision.number());
    }

    @Override
    public LocalDate firstDay() {
        return revision.firstDay().orElse(LocalDate.MIN);
    }

    @Override
    public boolean playsAct() {
        return revision.playsAct();
    }

    @Override
    public List<? extends Rule> of(CompanyType companyType) {
        return rules.of(companyType);
    }
}
