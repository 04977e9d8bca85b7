package dev.bellwether.ingestion.identity;

import static dev.bellwether.ingestion.identity.Messages.alias;
import static dev.bellwether.ingestion.identity.Messages.byStranger;
import static dev.bellwether.ingestion.identity.Messages.byUser;
import static dev.bellwether.ingestion.identity.Messages.group;
import static dev.bellwether.ingestion.identity.Messages.identify;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.ingestion.v1.CapturedMessage;
import org.junit.jupiter.api.Test;

class BatchIdentitiesTest {

    private final BatchIdentities people = new BatchIdentities();

    @Test
    void a_user_without_a_company_is_an_account_of_their_own_once_they_are_settled() {
        assertThat(people.find(byUser("m", "ada").build())).isEmpty();
        settle("ada");
        assertThat(people.find(byUser("m", "ada").build())).contains(new ResolvedAccount("ada", "ada", true));
    }

    @Test
    void a_user_whose_id_no_account_could_have_is_an_account_all_the_same() {
        settle("ada/lovelace é");
        assertThat(people.find(byUser("m", "ada/lovelace é").build()))
                .contains(new ResolvedAccount("ada%2Flovelace%20%C3%A9", "ada/lovelace é", true));
    }

    @Test
    void a_user_is_of_the_account_that_they_were_last_put_in() {
        learn(group("g1", "ada", "globex", 1), group("g2", "ada", "initech", 2));
        assertThat(people.find(byUser("m", "ada").build())).contains(new ResolvedAccount("initech", "ada", false));
    }

    @Test
    void what_was_said_last_holds_in_whichever_order_it_arrives() {
        settle("bob");
        learn(group("g2", "ada", "initech", 2), group("g1", "ada", "globex", 1));
        assertThat(people.find(byUser("m", "ada").build())).contains(new ResolvedAccount("initech", "ada", false));

        learn(identify("i2", "phone", "bob", 2), identify("i1", "phone", "ada", 1));
        assertThat(people.find(byStranger("m", "phone").build())).contains(new ResolvedAccount("bob", "bob", true));
    }

    @Test
    void the_account_that_a_message_names_goes_before_the_group() {
        learn(group("g", "ada", "globex", 1));
        assertThat(people.find(byUser("m", "ada").setAccount("hooli").build())).contains(new ResolvedAccount("hooli", "ada", false));
    }

    @Test
    void an_anonymous_person_has_no_user_until_they_are_identified() {
        assertThat(people.find(byStranger("m", "phone").build())).isEmpty();

        assertThat(people.learn(identify("i", "phone", "ada", 1).build())).contains(PersonKey.anonymous("acme", "phone"));
        assertThat(people.find(byStranger("m", "phone").build())).isEmpty();
        assertThat(people.isUser(PersonKey.anonymous("acme", "phone"))).isTrue();
        settle("ada");
        assertThat(people.find(byStranger("m", "phone").build())).contains(new ResolvedAccount("ada", "ada", true));
        learn(group("g", "ada", "globex", 1));
        assertThat(people.find(byStranger("m", "phone").build())).contains(new ResolvedAccount("globex", "ada", false));
    }

    @Test
    void an_anonymous_person_who_is_put_in_an_account_belongs_to_it_without_a_user() {
        CapturedMessage joined = group("g", "", "globex", 1).setAnonymous("phone").build();
        assertThat(people.learn(joined)).containsExactly(PersonKey.anonymous("acme", "phone"));
        assertThat(people.find(byStranger("m", "phone").build())).contains(new ResolvedAccount("globex", "", false));
        assertThat(people.find(joined)).contains(new ResolvedAccount("globex", "", false));
    }

    @Test
    void an_anonymous_id_and_a_user_id_that_look_the_same_are_two_persons() {
        learn(group("g", "7", "globex", 1));
        assertThat(people.find(byStranger("m", "7").build())).isEmpty();
    }

    @Test
    void a_renamed_user_has_the_newest_name() {
        learn(alias("a1", "a@old", "b@mid", 1), alias("a2", "b@mid", "c@new", 2), group("g", "c@new", "globex", 3));
        assertThat(people.find(byUser("m", "a@old").build())).contains(new ResolvedAccount("globex", "c@new", false));
    }

    @Test
    void of_names_in_a_circle_the_newest_link_holds_and_the_oldest_is_cut_in_whichever_order_they_arrive() {
        learn(alias("a3", "c", "a", 3), alias("a1", "a", "b", 1), alias("a2", "b", "c", 2), alias("a4", "d", "d", 4));
        settle("a");
        settle("d");
        for (String name : new String[] {"a", "b", "c"}) {
            assertThat(people.find(byUser("m", name).build())).contains(new ResolvedAccount("a", "a", true));
        }
        assertThat(people.find(byUser("m", "d").build())).contains(new ResolvedAccount("d", "d", true));
    }

    @Test
    void of_two_groups_of_one_instant_that_of_the_greater_message_id_holds_in_whichever_order_they_arrive() {
        learn(group("g1", "ada", "globex", 1), group("g2", "ada", "initech", 1), group("g2", "bob", "initech", 1),
                group("g1", "bob", "globex", 1));
        assertThat(people.find(byUser("m", "ada").build())).contains(new ResolvedAccount("initech", "ada", false));
        assertThat(people.find(byUser("m", "bob").build())).contains(new ResolvedAccount("initech", "bob", false));
    }

    @Test
    void what_a_former_id_joined_holds_for_who_they_are_now_whichever_is_said_first() {
        learn(group("g1", "", "globex", 1).setAnonymous("phone"), identify("i1", "phone", "ada", 2));
        assertThat(people.find(byUser("m", "ada").build())).contains(new ResolvedAccount("globex", "ada", false));

        learn(alias("a1", "old", "bob", 1), group("g2", "old", "hooli", 2));
        assertThat(people.find(byUser("m", "bob").build())).contains(new ResolvedAccount("hooli", "bob", false));
    }

    @Test
    void of_the_companies_that_two_ids_of_one_person_joined_the_last_joined_holds() {
        learn(group("g2", "", "globex", 2).setAnonymous("phone"), group("g1", "ada", "initech", 1), identify("i", "phone", "ada", 3));
        assertThat(people.find(byUser("m", "ada").build())).contains(new ResolvedAccount("globex", "ada", false));
    }

    @Test
    void tenants_do_not_share_persons() {
        learn(identify("i", "phone", "ada", 1));
        settle("ada");
        assertThat(people.find(byStranger("m", "phone").setTenant("other").build())).isEmpty();
    }

    private void settle(String user) {
        people.settle(PersonKey.user("acme", user));
    }

    private void learn(CapturedMessage.Builder... messages) {
        for (CapturedMessage.Builder message : messages) {
            people.learn(message.build());
        }
    }
}
