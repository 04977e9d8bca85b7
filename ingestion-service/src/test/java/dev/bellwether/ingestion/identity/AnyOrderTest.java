package dev.bellwether.ingestion.identity;

import static dev.bellwether.ingestion.identity.Messages.alias;
import static dev.bellwether.ingestion.identity.Messages.byStranger;
import static dev.bellwether.ingestion.identity.Messages.byUser;
import static dev.bellwether.ingestion.identity.Messages.group;
import static dev.bellwether.ingestion.identity.Messages.identify;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.bellwether.ingestion.IngestionDatabase;
import dev.bellwether.ingestion.v1.CapturedMessage;
import dev.bellwether.ingestion.v1.LogEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// One person's small history in every order of arrival, in two partitions, each message decided before the next comes; their times stay. Each order is
/// a tenant. Expected is what the history says: the company that was joined last.
class AnyOrderTest {

    private static final CompanyWaitPolicy PATIENCE = new CompanyWaitPolicy(Duration.ofSeconds(10), Duration.ofSeconds(60));
    private static final Instant SETTLED = Harness.NOW.plusSeconds(61);

    private IngestionDatabase stored;
    private final List<LogEntry> inbound = Harness.inbound();
    private Harness one;
    private Harness two;

    @BeforeEach
    void open() {
        stored = new IngestionDatabase();
        one = new Harness(stored.database, 1, inbound, PATIENCE);
        two = new Harness(stored.database, 2, inbound, PATIENCE);
    }

    @AfterEach
    void close() {
        stored.close();
    }

    /// The calls of `05-send.sh`: a group joined by the device, and then it becomes known whose it is.
    @Test
    void all_that_a_device_and_its_user_did_is_in_the_company_that_the_device_joined() {
        assertInOneAccount("globex",
                () -> joins("g", "phone", "globex", 1),
                () -> byStranger("m1", "phone"),
                () -> identify("i", "phone", "ada", 2),
                () -> byUser("m2", "ada").setAnonymous("phone"),
                () -> byUser("m3", "ada"));
    }

    @Test
    void all_that_was_done_by_a_former_id_is_in_the_company_that_it_joined_before_or_after_it_was_renamed() {
        assertInOneAccount("globex",
                () -> byUser("m1", "old"),
                () -> alias("a", "old", "ada", 1),
                () -> group("g", "old", "globex", 2),
                () -> identify("i", "phone", "ada", 3),
                () -> byStranger("m2", "phone"),
                () -> byUser("m3", "ada"));
    }

    @Test
    void all_that_was_done_on_two_devices_is_in_the_company_that_one_of_them_joined() {
        assertInOneAccount("globex",
                () -> byStranger("m1", "phone"),
                () -> byStranger("m2", "laptop"),
                () -> joins("g", "laptop", "globex", 1),
                () -> identify("i1", "phone", "ada", 2),
                () -> alias("a", "laptop", "ada", 3),
                () -> byUser("m3", "ada"));
    }

    @Test
    void of_two_companies_that_the_person_joined_the_last_one_holds_for_what_comes_when_both_are_known() {
        List<Supplier<CapturedMessage.Builder>> history = List.of(
                () -> joins("g1", "phone", "globex", 2),
                () -> group("g2", "ada", "initech", 1),
                () -> identify("i", "phone", "ada", 3));
        List<String> orders = run(history);
        for (String tenant : orders) {
            one.captured(byUser("m", "ada").setTenant(tenant).setIdentity(identity(tenant, "m")));
        }
        one.work();
        assertThat(accounts("m")).hasSize(6).allSatisfy((_, account) -> assertThat(account).isEqualTo("globex"));
    }

    @Test
    void without_a_company_all_that_the_person_did_is_in_the_account_of_their_own() {
        assertInOneAccount("ada",
                () -> byStranger("m1", "phone"),
                () -> identify("i", "phone", "ada", 1),
                () -> byUser("m2", "old"),
                () -> alias("a", "old", "ada", 2),
                () -> byUser("m3", "ada"));
    }

    private static CapturedMessage.Builder joins(String id, String device, String account, int minute) {
        return group(id, "", account, minute).setAnonymous(device);
    }

    @SafeVarargs
    private void assertInOneAccount(String account, Supplier<CapturedMessage.Builder>... history) {
        List<String> orders = run(List.of(history));
        assertThat(inbound).as("each message once").hasSize(orders.size() * history.length);
        assertThat(inbound.stream().map(entry -> entry.getEvent().getTenant() + " " + entry.getEvent().getEventId()))
                .doesNotHaveDuplicates();
        assertThat(inbound).allSatisfy(entry -> assertThat(entry.getEvent().getAccount()).isEqualTo(account));
    }

    /// Ids of one person that lead to each other in some way, one or more of which join the same company at some time: batches of any size,
    /// in any order.
    @Test
    void all_that_a_person_did_by_any_of_their_ids_is_in_the_company_that_any_of_them_joined() {
        Random random = new Random(5);
        List<List<CapturedMessage.Builder>> histories = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            List<CapturedMessage.Builder> history = person(random);
            Collections.shuffle(history, random);
            histories.add(history);
        }
        int messages = histories.stream().mapToInt(List::size).sum();
        while (histories.stream().anyMatch(history -> !history.isEmpty())) {
            for (int i = 0; i < histories.size(); i++) {
                String tenant = "person" + i;
                Harness partition = random.nextBoolean() ? one : two;
                for (int more = random.nextInt(3); more >= 0 && !histories.get(i).isEmpty(); more--) {
                    CapturedMessage.Builder message = histories.get(i).removeFirst();
                    partition.captured(message.setTenant(tenant).setIdentity(identity(tenant, message.getEvent().getEventId())));
                }
            }
            one.work();
            two.work();
        }
        Harness.settling(stored.database, inbound, SETTLED).settleDue();
        assertThat(inbound).as("each message once").hasSize(messages);
        assertThat(inbound)
                .allSatisfy(entry -> assertThat(entry.getEvent().getAccount()).as(entry.getEvent().toString()).isEqualTo("globex"));
    }

    private static List<CapturedMessage.Builder> person(Random random) {
        List<CapturedMessage.Builder> history = new ArrayList<>();
        int users = 1 + random.nextInt(3);
        int devices = random.nextInt(3);
        for (int user = 0; user < users; user++) {
            history.add(byUser("by" + user, "user" + user));
            if (user > 0) {
                history.add(alias("alias" + user, "user" + user, "user" + random.nextInt(user), random.nextInt(9)));
            }
        }
        for (int device = 0; device < devices; device++) {
            String id = "device" + device;
            String user = "user" + random.nextInt(users);
            history.add(byStranger("on" + device, id));
            history.add(random.nextBoolean()
                    ? identify("identify" + device, id, user, random.nextInt(9))
                    : alias("alias-of-" + device, id, user, random.nextInt(9)));
        }
        for (int group = random.nextInt(2); group >= 0; group--) {
            int id = random.nextInt(users + devices);
            history.add(id < users
                    ? group("group" + group, "user" + id, "globex", random.nextInt(9))
                    : joins("group" + group, "device" + (id - users), "globex", random.nextInt(9)));
        }
        return history;
    }

    /// The orders side by side, each as a tenant, and of each one message after the other.
    private List<String> run(List<Supplier<CapturedMessage.Builder>> history) {
        List<List<Supplier<CapturedMessage.Builder>>> orders = orders(history).toList();
        List<String> tenants = IntStream.range(0, orders.size()).mapToObj(order -> "order" + order).toList();
        Random random = new Random(history.size());
        for (int next = 0; next < history.size(); next++) {
            for (int order = 0; order < orders.size(); order++) {
                CapturedMessage.Builder message = orders.get(order).get(next).get().setTenant(tenants.get(order));
                (random.nextBoolean() ? one : two)
                        .captured(message.setIdentity(identity(tenants.get(order), message.getEvent().getEventId())));
            }
            one.work();
            two.work();
        }
        Harness.settling(stored.database, inbound, SETTLED).settleDue();
        return tenants;
    }

    private static ByteString identity(String tenant, String id) {
        return byUser(tenant + id, "").getIdentity();
    }

    private Map<String, String> accounts(String id) {
        Map<String, String> accounts = new HashMap<>();
        inbound.stream().map(LogEntry::getEvent).filter(event -> event.getEventId().equals(id))
                .forEach(event -> accounts.put(event.getTenant(), event.getAccount()));
        return accounts;
    }

    private static <T> Stream<List<T>> orders(List<T> items) {
        if (items.isEmpty()) {
            return Stream.of(List.of());
        }
        return items.stream().flatMap(first -> orders(items.stream().filter(item -> item != first).toList()).map(rest -> {
            List<T> order = new ArrayList<>(List.of(first));
            order.addAll(rest);
            return order;
        }));
    }
}
