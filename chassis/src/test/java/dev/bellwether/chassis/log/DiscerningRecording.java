package dev.bellwether.chassis.log;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.sql.Sql;

/// A [Recording] that cannot read "gibberish", and fails at "fails".
class DiscerningRecording extends Recording {

    @Override
    public Handled handle(PartitionBatch batch, Sql transaction) throws Exception {
        for (var record : batch.records()) {
            switch (Ledger.content(record)) {
                case "gibberish" -> throw new Undecodable(record.offset(), "not a number", null);
                case "fails" -> throw new AccountFailure(AccountKey.parse(record.key()), "no plan", null);
                default -> { }
            }
        }
        return super.handle(batch, transaction);
    }
}
