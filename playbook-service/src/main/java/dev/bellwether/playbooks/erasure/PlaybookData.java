package dev.bellwether.playbooks.erasure;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.erasure.AccountData;
import dev.bellwether.chassis.erasure.AccountTable;
import dev.bellwether.chassis.log.clients.Topics;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.chassis.store.Publications;
import dev.bellwether.chassis.store.StreamId;
import dev.bellwether.features.v1.Features;
import dev.bellwether.playbooks.recommendation.LedgerCodec;
import dev.bellwether.playbooks.v1.LedgerSnapshot;
import dev.bellwether.playbooks.v1.Recommendation;
import dev.bellwether.playbooks.v1.RecommendationChanged;

/// Where this service keeps data of accounts.
public final class PlaybookData {

    private PlaybookData() {}

    public static AccountData tables() {
        return AccountData.none()
                .and(AccountTable.streams(
                        LedgerCodec.KIND, AccountTable.message(LedgerSnapshot.parser()),
                        AccountTable.message(RecommendationChanged.parser())))
                .and(AccountTable.named("recommendation").showing("message", Recommendation.parser()))
                .and(AccountTable.named("acted_membership").showing("features", Features.parser()))
                .besides("playbook");
    }

    /// Whether every reader can know that nothing is open for the account any more, so that its stream may be deleted.
    public static boolean isPublished(Sql sql, AccountKey account) {
        return Publications.cover(sql, Topics.PLAYBOOKS, new StreamId(LedgerCodec.KIND, account));
    }
}
