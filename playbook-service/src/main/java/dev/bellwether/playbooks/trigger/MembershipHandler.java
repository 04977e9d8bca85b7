package dev.bellwether.playbooks.trigger;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.log.AccountFailure;
import dev.bellwether.chassis.log.BatchHandler;
import dev.bellwether.chassis.log.Handled;
import dev.bellwether.chassis.log.PartitionBatch;
import dev.bellwether.chassis.log.Undecodable;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.features.v1.Features;
import dev.bellwether.playbooks.playbook.PlaybookCatalog;
import dev.bellwether.playbooks.ledger.LedgerCommand;
import dev.bellwether.playbooks.recommendation.Ledgers;
import dev.bellwether.playbooks.recommendation.OpenLedger;
import dev.bellwether.segmentation.v1.MembershipEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Acts on where accounts come to stand: recommends what the playbooks of the segment propose, and withdraws what belongs
/// to the one that was left. An event that was acted on before is skipped.
public final class MembershipHandler implements BatchHandler {
    private final PlaybookCatalog catalog;
    private final Ledgers ledgers;
    private final ActedMembershipTable acted;
    private final Runnable afterCommit;

    /// @param afterCommit called when something may be there to publish
    public MembershipHandler(PlaybookCatalog catalog, Ledgers ledgers, ActedMembershipTable acted, Runnable afterCommit) {
        this.catalog = catalog;
        this.ledgers = ledgers;
        this.acted = acted;
        this.afterCommit = afterCommit;
    }

    @Override
    public Handled handle(PartitionBatch batch, Sql transaction) {
        Map<AccountKey, List<MembershipEvent>> news = new LinkedHashMap<>();
        for (var each : batch.records()) {
            MembershipEvent event = decode(each);
            if (MembershipAction.isFor(event)) {
                news.computeIfAbsent(AccountKey.parse(each.key()), _ -> new ArrayList<>()).add(event);
            }
        }
        if (!news.isEmpty()) {
            act(news, transaction);
        }
        return Handled.all();
    }

    private void act(Map<AccountKey, List<MembershipEvent>> news, Sql transaction) {
        Map<AccountKey, ActedMembership> before = acted.load(transaction, news.keySet());
        news.replaceAll((account, events) -> newer(events, before.get(account)));
        news.values().removeIf(List::isEmpty);
        if (news.isEmpty()) {
            return;
        }
        Map<AccountKey, OpenLedger> open = ledgers.load(transaction, news.keySet());
        var after = HashMap.<AccountKey, ActedMembership>newHashMap(news.size());
        news.forEach((account, events) -> {
            for (MembershipEvent event : events) {
                after.put(account, take(event, account, open.get(account)));
            }
        });
        ledgers.save(transaction, open.values());
        acted.save(transaction, after);
    }

    /// Each version once, in order: the log may repeat a stretch of them.
    private static List<MembershipEvent> newer(List<MembershipEvent> events, ActedMembership before) {
        long last = before == null ? 0 : before.version();
        var newer = new ArrayList<MembershipEvent>();
        for (MembershipEvent event : events) {
            if (event.getVersion() > last) {
                newer.add(event);
                last = event.getVersion();
            }
        }
        return newer;
    }

    private ActedMembership take(MembershipEvent event, AccountKey account, OpenLedger ledger) {
        try {
            MembershipAction action = MembershipAction.of(event);
            switch (action) {
                case MembershipAction.Enter(var segment, var features, var at) ->
                    ledger.take(new LedgerCommand.MembershipReported(
                            segment, event.getVersion(), catalog.coverages(segment, features), at));
                case MembershipAction.End(var at) -> ledger.take(new LedgerCommand.MembershipEnded(at));
            }
            return new ActedMembership(event.getVersion(), action.segment(), action.at(), action.features());
        } catch (RuntimeException failure) {
            throw new AccountFailure(account, "Membership version " + event.getVersion() + ": " + failure.getMessage(), failure);
        }
    }

    private static MembershipEvent decode(ConsumerRecord<byte[], byte[]> each) {
        try {
            var event = MembershipEvent.parseFrom(each.value());
            if (!(event.getTenant() + "/" + event.getAccount()).equals(AccountKey.parse(each.key()).toString())) {
                throw new Undecodable(each.offset(), "The key is not that of the membership event", null);
            }
            return event;
        } catch (InvalidProtocolBufferException | IllegalArgumentException | NullPointerException broken) {
            throw new Undecodable(each.offset(), "Not a membership event: " + broken.getMessage(), broken);
        }
    }

    @Override
    public void committed(int partition) {
        afterCommit.run();
    }

    @Override
    public void forget(int partition) {}
}
