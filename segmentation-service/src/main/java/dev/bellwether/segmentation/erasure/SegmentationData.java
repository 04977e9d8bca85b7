package dev.bellwether.segmentation.erasure;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.erasure.AccountData;
import dev.bellwether.chassis.erasure.AccountTable;
import dev.bellwether.chassis.log.clients.Topics;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.chassis.store.Publications;
import dev.bellwether.chassis.store.StreamId;
import dev.bellwether.features.v1.Features;
import dev.bellwether.segmentation.history.MembershipCodec;
import dev.bellwether.segmentation.v1.Decision;
import dev.bellwether.segmentation.v1.MembershipEvent;

/// Where this service keeps data of accounts.
public final class SegmentationData {

    private SegmentationData() {}

    public static AccountData tables() {
        return AccountData.none()
                // A stream's snapshot is words already.
                .and(AccountTable.streams(MembershipCodec.KIND, bytes -> new String(bytes, UTF_8),
                        AccountTable.message(MembershipEvent.parser())))
                .and(AccountTable.named("membership").showing("decision", Decision.parser()))
                .and(AccountTable.named("account_snapshot").showing("features", Features.parser()))
                .besides("taken_force");
    }

    /// Whether everybody else can know that the account has ended, so that its stream may go.
    public static boolean isPublished(Sql sql, AccountKey account) {
        return Publications.cover(sql, Topics.SEGMENTS, new StreamId(MembershipCodec.KIND, account));
    }
}
