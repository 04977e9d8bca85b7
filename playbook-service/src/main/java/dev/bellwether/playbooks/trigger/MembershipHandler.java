package dev.bellwether.playbooks.trigger;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.account.AccountProcessingException;
import dev.bellwether.chassis.aggregate.Aggregate;
import dev.bellwether.chassis.erasure.ErasedAccounts;
import dev.bellwether.chassis.log.clients.ReceivedAt;
import dev.bellwether.chassis.log.clients.UndecodableRecordException;
import dev.bellwether.chassis.log.consumer.BatchProgress;
import dev.bellwether.chassis.log.consumer.PartitionBatch;
import dev.bellwether.chassis.log.consumer.PartitionHandler;
import dev.bellwether.chassis.metrics.EventAge;
import dev.bellwether.chassis.metrics.PipelineStage;
import dev.bellwether.chassis.sql.Sql;
import dev.bellwether.chassis.store.AggregateRepository;
import dev.bellwether.chassis.store.AppendMetadata;
import dev.bellwether.chassis.tracing.TraceParent;
import dev.bellwether.playbooks.ledger.Ledger;
import dev.bellwether.playbooks.ledger.LedgerCommand;
import dev.bellwether.playbooks.ledger.LedgerEvent;
import dev.bellwether.playbooks.playbook.PlaybookCatalog;
import dev.bellwether.segmentation.v1.MembershipEvent;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Acts on where the accounts of a partition come to be: recommends what the playbooks of the segment propose, and at closings withdraws what
/// belongs to the one that was left. An event that was dealt with before is skipped; of one that plays do not act on it is only kept where
/// the account is.
final class MembershipHandler implements PartitionHandler {
    private final int partition;
    private final PlaybookCatalog catalog;
    private final AggregateRepository<LedgerCommand, Ledger, LedgerEvent> ledgers;
    private final ActedMembershipTable acted;
    private final EventAge age;
    private final InstantSource clock;
    private final Runnable afterCommit;
    private Optional<ErasedAccounts> erased = Optional.empty();

    MembershipHandler(int partition, PlaybookCatalog catalog, AggregateRepository<LedgerCommand, Ledger, LedgerEvent> ledgers,
            ActedMembershipTable acted, InstantSource clock, Runnable afterCommit) {
        this.partition = partition;
        this.age = new EventAge(PipelineStage.RECOMMENDATIONS, clock);
        this.catalog = catalog;
        this.ledgers = ledgers;
        this.acted = acted;
        this.clock = clock;
        this.afterCommit = afterCommit;
    }

    @Override
    public BatchProgress handle(PartitionBatch batch, Sql transaction) {
        ErasedAccounts gone = erased.orElseGet(() -> ErasedAccounts.load(transaction, partition));
        erased = Optional.of(gone);
        Map<AccountKey, List<MembershipEvent>> news = new LinkedHashMap<>();
        Set<AccountKey> ended = new TreeSet<>();
        for (var each : batch.records()) {
            MembershipEvent event = decode(each);
            AccountKey account = AccountKey.parse(each.key());
            if (!MembershipAction.isFor(event) || gone.contains(account) || ended.contains(account)) {
                continue;
            }
            if (event.hasMembershipEnded()) {
                // What came before it would be withdrawn at once, and must not be able to stand in the way.
                ended.add(account);
                news.put(account, new ArrayList<>(List.of(event)));
            } else {
                news.computeIfAbsent(account, _ -> new ArrayList<>()).add(event);
            }
        }
        if (!news.isEmpty()) {
            act(news, batch.tracesByAccount(), transaction);
        }
        for (AccountKey account : ended) {
            // Its ledger goes when what was withdrawn is published.
            gone.erasing(transaction, account);
        }
        age.begun(ReceivedAt.first(batch.records()));
        return BatchProgress.all();
    }

    @Override
    public boolean endsAccount(ConsumerRecord<byte[], byte[]> record) {
        try {
            return decode(record).hasMembershipEnded();
        } catch (UndecodableRecordException _) {
            return false;
        }
    }

    private void act(Map<AccountKey, List<MembershipEvent>> news, Map<AccountKey, TraceParent> traces, Sql transaction) {
        Map<AccountKey, ActedMembership> before = acted.load(transaction, news.keySet());
        news.replaceAll((account, events) -> newer(events, before.get(account)));
        news.values().removeIf(List::isEmpty);
        if (news.isEmpty()) {
            return;
        }
        var open = ledgers.load(transaction, news.keySet());
        var after = HashMap.<AccountKey, ActedMembership>newHashMap(news.size());
        news.forEach((account, events) -> {
            for (MembershipEvent event : events) {
                ActedMembership last = after.getOrDefault(account, before.get(account));
                if (!MembershipAction.isKnown(event, last)) {
                    after.put(account, take(event, account, open.get(account)));
                }
            }
        });
        ledgers.save(transaction, open.values(), new AppendMetadata(clock.instant(), Optional.empty(), traces));
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

    private ActedMembership take(MembershipEvent event, AccountKey account, Aggregate<LedgerCommand, ?, ?> ledger) {
        try {
            MembershipAction action = MembershipAction.of(event);
            boolean isActedOn = MembershipAction.isActedOn(event);
            if (isActedOn) {
                ledger.execute(switch (action) {
                    case MembershipAction.Enter(var segment, var features, var settled, var at) ->
                        new LedgerCommand.MembershipReported(
                                segment, event.getVersion(), catalog.coverages(segment, features), settled, at);
                    case MembershipAction.End(var at) -> new LedgerCommand.MembershipEnded(at);
                });
            }
            return new ActedMembership(
                    event.getVersion(), action.segment(), action.settled(), action.at(), action.features(), isActedOn);
        } catch (RuntimeException failure) {
            throw new AccountProcessingException(account, "Membership version " + event.getVersion() + ": " + failure.getMessage(),
                    failure);
        }
    }

    private static MembershipEvent decode(ConsumerRecord<byte[], byte[]> each) {
        try {
            var event = MembershipEvent.parseFrom(each.value());
            if (!(event.getTenant() + "/" + event.getAccount()).equals(AccountKey.parse(each.key()).toString())) {
                throw new UndecodableRecordException(each.offset(), "The key is not that of the membership event", null);
            }
            return event;
        } catch (InvalidProtocolBufferException | IllegalArgumentException | NullPointerException broken) {
            throw new UndecodableRecordException(each.offset(), "Not a membership event: " + broken.getMessage(), broken);
        }
    }

    @Override
    public void committed() {
        age.committed();
        afterCommit.run();
    }
}
