package dev.bellwether.ingestion.api;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.names.PageToken;
import dev.bellwether.chassis.names.ResourceNames;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.ingestion.account.AccountDirectory;
import dev.bellwether.ingestion.v1.KnownAccount;
import dev.bellwether.ingestion.v1.ListAccountsRequest;
import dev.bellwether.ingestion.v1.ListAccountsResponse;

final class AccountMessages {

    private AccountMessages() {}

    static ListAccountsResponse of(ListAccountsRequest request, String tenant, AccountDirectory.Page page) {
        ListAccountsResponse.Builder response = ListAccountsResponse.newBuilder();
        page.accounts().forEach(account -> {
            KnownAccount.Builder known = response.addAccountsBuilder()
                    .setName(ResourceNames.account(new AccountKey(tenant, account.account())));
            account.lastEventAt().ifPresent(at -> known.setLastEventTime(Dates.timestamp(at)));
        });
        if (page.more()) {
            response.setNextPageToken(PageToken.of(request, page.accounts().getLast().account()));
        }
        return response.build();
    }
}
