package dev.bellwether.features.api;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.log.clients.PartitionsConfig;
import dev.bellwether.chassis.sql.Database;
import dev.bellwether.features.account.FoldedAccount;
import dev.bellwether.features.calculation.FeatureCalculation;
import dev.bellwether.features.state.Days;
import dev.bellwether.features.storage.AccountTables;
import dev.bellwether.features.storage.ReferenceMemory;
import dev.bellwether.features.storage.StoredReferences;
import dev.bellwether.features.v1.Features;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Optional;

/// An account's features on a day, by all that is known today. Any replica answers for any account.
@ApplicationScoped
class FeaturesAsOf {

    private static final int REMEMBERED_REFERENCES = 64;

    private final Database database;
    private final ReferenceMemory memory = new ReferenceMemory(REMEMBERED_REFERENCES);
    private final int partitions;

    FeaturesAsOf(Database database, PartitionsConfig partitions) {
        this.database = database;
        this.partitions = partitions.count();
    }

    /// Empty when nothing is known of it by the end of the day, and when it has been erased.
    Optional<Features> of(AccountKey key, LocalDate asOf) {
        int day = Days.of(asOf);
        return database.withConnection(sql -> {
            Optional<FoldedAccount> account = AccountTables.find(sql, key.partition(partitions), key);
            return account.filter(found -> found.isKnownOn(day)).map(found -> {
                FeatureCalculation calculation = found.calculate(new FeatureCalculation(), day);
                return calculation.features(new StoredReferences(memory)
                        .use(sql)
                        .inForce(key.tenant(), calculation.companyType(), day));
            });
        });
    }
}
