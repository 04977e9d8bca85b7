package dev.bellwether.chassis.log.consumer;

import dev.bellwether.chassis.account.AccountKey;
import dev.bellwether.chassis.account.AccountProcessingException;
import dev.bellwether.chassis.log.clients.UndecodableRecordException;
import dev.bellwether.chassis.sql.Sql;

/// A [Recording] that cannot read "gibberish", and fails at "fails".
class DiscerningRecording extends Recording {

    @Override
    public BatchProgress handle(PartitionBatch batch, Sql transaction) throws Exception {
        for (var record : batch.records()) {
            switch (RecordLedger.content(record)) {
                case "gibberish" -> throw new UndecodableRecordException(record.offset(), "not a number", null);
                case "fails" -> throw new AccountProcessingException(AccountKey.parse(record.key()), "no plan", null);
                default -> {}
            }
        }
        return super.handle(batch, transaction);
    }
}
