package dev.bellwether.chassis.log.consumer;

import dev.bellwether.chassis.log.producer.PublishFailedException;
import dev.bellwether.chassis.sql.ConcurrentChangeException;
import dev.bellwether.chassis.sql.SqlFailure;
import org.apache.kafka.common.errors.RetriableException;

/// Finds the record at which a handler fails again and again without saying why: batches become smaller until one record
/// stands alone.
final class BatchBisector {
    static final int TRIES = 3;

    private int limit = Integer.MAX_VALUE;
    private int failures;

    /// How many records the next batch may have.
    int limit() {
        return limit;
    }

    void succeeded() {
        failures = 0;
        limit = limit > Integer.MAX_VALUE / 2 ? Integer.MAX_VALUE : limit * 2;
    }

    /// @param records in the batch that has failed
    /// @return whether its only record is to blame
    boolean isFoundBy(Throwable failure, int records) {
        if (isTransient(failure)) {
            return false;
        }
        failures++;
        boolean narrowing = limit < Integer.MAX_VALUE && records > 1;
        if (failures < TRIES && !narrowing) {
            return false;
        }
        failures = 0;
        limit = Math.max(1, Math.min(limit, records) / 2);
        return records == 1;
    }

    /// Whether the same may go well later without anything being changed.
    private static boolean isTransient(Throwable failure) {
        return switch (failure) {
            case SqlFailure refused -> refused.isTransient();
            case PublishFailedException _,RetriableException _,ConcurrentChangeException _ -> true;
            default -> failure.getCause() != null && failure.getCause() != failure && isTransient(failure.getCause())
                    || failure instanceof Error && !(failure instanceof StackOverflowError);
        };
    }
}
