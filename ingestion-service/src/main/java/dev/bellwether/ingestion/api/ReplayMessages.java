package dev.bellwether.ingestion.api;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.names.ResourceNames;
import dev.bellwether.ingestion.replay.ReplayScope;
import dev.bellwether.ingestion.v1.ReplayPartitionRequest;
import java.util.Optional;

final class ReplayMessages {

    private ReplayMessages() {}

    static ReplayScope scope(ReplayPartitionRequest request, int partitions) {
        if (request.getLogPartition() < 0 || request.getLogPartition() >= partitions) {
            throw new Refusal.InvalidArgument("log_partition", "must be from 0 to " + (partitions - 1));
        }
        return new ReplayScope(
                request.getLogPartition(),
                request.getFromOffset(),
                request.getThroughOffset() == 0 ? Optional.empty() : Optional.of(request.getThroughOffset()),
                tenant(request),
                account(request));
    }

    private static Optional<String> tenant(ReplayPartitionRequest request) {
        return request.getTenant().isEmpty() ? Optional.empty() : Optional.of(ResourceNames.requireTenant("tenant", request.getTenant()));
    }

    private static Optional<String> account(ReplayPartitionRequest request) {
        if (request.getAccount().isEmpty()) {
            return Optional.empty();
        }
        if (request.getTenant().isEmpty()) {
            throw new Refusal.InvalidArgument("tenant", "must name the account's tenant");
        }
        AccountKey account = ResourceNames.parseAccount(
                "account", ResourceNames.account(new AccountKey(request.getTenant(), request.getAccount())));
        return Optional.of(account.account());
    }
}
