package dev.bellwether.ingestion.account;

import dev.bellwether.chassis.log.clients.PartitionsConfig;
import dev.bellwether.chassis.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The accounts of a tenant, by id: those with events in the journal, those that persons were put in, and those that were suspended
/// before anything of them was recorded.
@ApplicationScoped
public class AccountDirectory {

    /// A tenant's accounts are spread over the partitions about evenly, and one with some more than its share is asked once.
    private static final int ROOM = 16;

    private final Database database;
    private final int partitions;

    AccountDirectory(Database database, PartitionsConfig partitions) {
        this.database = database;
        this.partitions = partitions.count();
    }

    /// @param more whether there are accounts behind the last one
    public record Page(List<ListedAccount> accounts, boolean more) {}

    /// @param after the last account before; empty for the first ones
    public Page page(String tenant, String after, int size) {
        return database.withConnection(sql -> {
            int share = size / partitions + ROOM;
            PriorityQueue<AccountScan> scans =
                    new PriorityQueue<>(Comparator.comparing((AccountScan scan) -> scan.peek().orElseThrow().account()));
            Stream.concat(
                    IntStream.range(0, partitions).mapToObj(partition -> AccountScan.journal(sql, partition, tenant, after, share)),
                    Stream.of(AccountScan.persons(sql, tenant, after, size + 1), AccountScan.suspended(sql, tenant, after, size + 1)))
                    .filter(scan -> scan.peek().isPresent())
                    .forEach(scans::add);
            List<ListedAccount> accounts = new ArrayList<>();
            while (accounts.size() < size && !scans.isEmpty()) {
                accounts.add(next(scans));
            }
            return new Page(accounts, !scans.isEmpty());
        });
    }

    /// Of the tables that know it, each hands it over.
    private static ListedAccount next(PriorityQueue<AccountScan> scans) {
        ListedAccount next = take(scans);
        while (!scans.isEmpty() && scans.peek().peek().orElseThrow().account().equals(next.account())) {
            next = next.and(take(scans));
        }
        return next;
    }

    private static ListedAccount take(PriorityQueue<AccountScan> scans) {
        AccountScan first = scans.remove();
        ListedAccount taken = first.take();
        if (first.peek().isPresent()) {
            scans.add(first);
        }
        return taken;
    }
}
