package dev.bellwether.ingestion.identity;

import static dev.bellwether.ingestion.identity.Messages.alias;
import static dev.bellwether.ingestion.identity.Messages.byStranger;
import static dev.bellwether.ingestion.identity.Messages.byUser;
import static dev.bellwether.ingestion.identity.Messages.group;
import static dev.bellwether.ingestion.identity.Messages.identify;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.ingestion.v1.CapturedMessage;
import org.junit.jupiter.api.Test;

class PeopleTest {

    private final People people = new People();

    @Test
    void a_user_without_a_company_is_an_account_of_their_own() {
        assertThat(people.find(byUser("m", "ada").build())).contains(new Place("ada", "ada", true));
    }

    @Test
    void a_user_whose_id_no_account_could_have_is_an_account_all_the_same() {
        assertThat(people.find(byUser("m", "ada/lovelace é").build()))
                .contains(new Place("ada%2Flovelace%20%C3%A9", "ada/lovelace é", true));
    }

    @Test
    void a_user_is_of_the_account_that_they_were_last_put_in() {
        learn(group("g1", "ada", "globex", 1), group("g2", "ada", "initech", 2));
        assertThat(people.find(byUser("m", "ada").build())).contains(new Place("initech", "ada", false));
    }

    @Test
    void what_was_said_last_holds_in_whichever_order_it_arrives() {
        learn(group("g2", "ada", "initech", 2), group("g1", "ada", "globex", 1));
        assertThat(people.find(byUser("m", "ada").build())).contains(new Place("initech", "ada", false));

        learn(identify("i2", "phone", "bob", 2), identify("i1", "phone", "ada", 1));
        assertThat(people.find(byStranger("m", "phone").build())).contains(new Place("bob", "bob", true));
    }

    @Test
    void the_account_that_a_message_names_goes_before_the_group() {
        learn(group("g", "ada", "globex", 1));
        assertThat(people.find(byUser("m", "ada").setAccount("hooli").build())).contains(new Place("hooli", "ada", false));
    }

    @Test
    void a_stranger_is_nobody_until_they_are_identified() {
        assertThat(people.find(byStranger("m", "phone").build())).isEmpty();

        assertThat(people.learn(identify("i", "phone", "ada", 1).build())).containsExactly(PersonKey.anonymous("acme", "phone"));
        assertThat(people.find(byStranger("m", "phone").build())).contains(new Place("ada", "ada", true));
        learn(group("g", "ada", "globex", 1));
        assertThat(people.find(byStranger("m", "phone").build())).contains(new Place("globex", "ada", false));
    }

    @Test
    void a_stranger_who_is_put_in_an_account_is_of_it_without_being_anybody() {
        CapturedMessage joined = group("g", "", "globex", 1).setAnonymous("phone").build();
        assertThat(people.learn(joined)).containsExactly(PersonKey.anonymous("acme", "phone"));
        assertThat(people.find(byStranger("m", "phone").build())).contains(new Place("globex", "", false));
        assertThat(people.find(joined)).contains(new Place("globex", "", false));
    }

    @Test
    void an_anonymous_id_and_a_user_id_that_look_the_same_are_two_persons() {
        learn(group("g", "7", "globex", 1));
        assertThat(people.find(byStranger("m", "7").build())).isEmpty();
    }

    @Test
    void who_is_renamed_goes_by_the_newest_name() {
        learn(alias("a1", "a@old", "b@mid", 1), alias("a2", "b@mid", "c@new", 2), group("g", "c@new", "globex", 3));
        assertThat(people.find(byUser("m", "a@old").build())).contains(new Place("globex", "c@new", false));
    }

    @Test
    void renaming_in_a_circle_comes_to_an_end() {
        learn(alias("a1", "a", "b", 1), alias("a2", "b", "c", 2), alias("a3", "c", "a", 3), alias("a4", "d", "d", 4));
        assertThat(people.find(byUser("m", "a").build())).contains(new Place("c", "c", true));
        assertThat(people.find(byUser("m", "c").build())).contains(new Place("c", "c", true));
        assertThat(people.find(byUser("m", "d").build())).contains(new Place("d", "d", true));
    }

    @Test
    void tenants_do_not_share_persons() {
        learn(identify("i", "phone", "ada", 1));
        assertThat(people.find(byStranger("m", "phone").setTenant("other").build())).isEmpty();
    }

    private void learn(CapturedMessage.Builder... messages) {
        for (CapturedMessage.Builder message : messages) {
            people.learn(message.build());
        }
    }
}
