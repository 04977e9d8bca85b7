package dev.bellwether.segmentation.scheme;

import dev.bellwether.ingestion.v1.CompanyType;
import dev.bellwether.segmentation.membership.Rules;
import dev.bellwether.segmentation.membership.SchemeVersion;
import java.util.List;
import java.util.Map;

/// A version of the scheme, ready to decide. Safe for any number of threads.
public final class CompiledScheme implements Rules {

    private final SchemeVersion version;
    private final Map<CompanyType, List<CompiledRule>> rules;

    CompiledScheme(SchemeVersion version, Map<CompanyType, List<CompiledRule>> rules) {
        this.version = version;
        this.rules = rules;
    }

    /// The same rules, as another version's.
    CompiledScheme as(SchemeVersion another) {
        return new CompiledScheme(another, rules);
    }

    @Override
    public SchemeVersion version() {
        return version;
    }

    @Override
    public List<CompiledRule> of(CompanyType companyType) {
        return rules.get(companyType);
    }
}
