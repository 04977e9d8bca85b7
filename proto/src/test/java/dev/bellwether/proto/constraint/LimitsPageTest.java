package dev.bellwether.proto.constraint;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.NamedEvent;
import dev.bellwether.ingestion.v1.PublishTrackingPlanRequest;
import dev.bellwether.ingestion.v1.RecordEventsRequest;
import dev.bellwether.playbooks.v1.ListRecommendationsRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LimitsPageTest {

    private static final Path DOCS = Path.of("../docs");
    private static final Path PAGE = DOCS.resolve("api/limits.md");
    private static final String BEGIN = "<!-- limits: made of the contracts -->\n";
    private static final String END = "\n<!-- end of limits -->\n";

    /// With `-Dbellwether.limits=write` it writes it instead.
    @Test
    void the_page_has_every_limit_as_the_contracts_state_it() throws IOException {
        String text = Files.readString(PAGE);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END);
        if ("write".equals(System.getProperty("bellwether.limits"))) {
            Files.writeString(PAGE, text.substring(0, begin) + LimitsTable.ofAll() + text.substring(end));
        } else {
            assertThat(text.substring(begin, end))
                    .as("made anew by 'mvn test -pl proto -Dtest=LimitsPageTest -Dbellwether.limits=write'")
                    .isEqualTo(LimitsTable.ofAll());
        }
    }

    static List<Arguments> quotations() {
        String kilobytes = MessageConstraints.of(Event.getDescriptor()).maxBytes() / 1_024 + " KB";
        String events = NumberRule.grouped(field(RecordEventsRequest.getDescriptor(), "events").maxItems());
        int account = field(Event.getDescriptor(), "account").maxLength();
        var page = field(ListRecommendationsRequest.getDescriptor(), "page_size").pageSize();
        String plan = field(PublishTrackingPlanRequest.getDescriptor(), "definition").maxBytes() / 1_024 + " KB";
        return Stream.of(
                Arguments.of("api/sending-events.md", "| events in a batch | " + events + " |"),
                Arguments.of("api/sending-events.md", "| bytes of an event | " + kilobytes + " |"),
                Arguments.of("api/segment.md", "| a call of one event | " + kilobytes + " |"),
                Arguments.of("api/segment.md", "KB decompressed, " + events + " events |"),
                Arguments.of("api/segment.md", "| `userId`, `groupId`, `previousId` | " + account + " characters"),
                Arguments.of("api/segment.md", "| nesting of properties and traits | "
                        + field(NamedEvent.getDescriptor(), "properties").maxDepth() + ";"),
                Arguments.of("api/cloudevents.md", "Beyond " + field(Event.getDescriptor(), "source").maxLength() + " and "
                        + field(Event.getDescriptor(), "event_id").maxLength() + " characters they are cut"),
                Arguments.of("api/cloudevents.md", "An event has at most " + kilobytes + ";"),
                Arguments.of("api/recommendations.md", "| `pageSize` | 1 to " + NumberRule.grouped(page.getMost()) + "; default "
                        + page.getStandard() + " |"),
                Arguments.of("quarantine.md", "An event larger than " + kilobytes + " is stored in part"),
                Arguments.of("tracking-plans.md", plan + ", 500 rules"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("quotations")
    void a_page_that_quotes_a_limit_quotes_the_contract(String page, String quotation) throws IOException {
        assertThat(Files.readString(DOCS.resolve(page))).contains(quotation);
    }

    private static FieldConstraints field(Descriptor message, String name) {
        return FieldConstraints.of(message.findFieldByName(name));
    }
}
