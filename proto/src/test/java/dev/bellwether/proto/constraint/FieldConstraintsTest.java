package dev.bellwether.proto.constraint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import build.buf.protovalidate.Validator;
import build.buf.protovalidate.ValidatorFactory;
import build.buf.protovalidate.exceptions.ValidationException;
import build.buf.validate.FieldRules;
import build.buf.validate.StringRules;
import build.buf.validate.ValidateProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import dev.bellwether.ingestion.v1.AccountErased;
import dev.bellwether.ingestion.v1.Event;
import dev.bellwether.ingestion.v1.FeatureUsed;
import dev.bellwether.ingestion.v1.QuarantineFilter;
import dev.bellwether.ingestion.v1.ResubmitQuarantinedEventRequest;
import dev.bellwether.ingestion.v1.SourceLimits;
import dev.bellwether.ingestion.v1.UpdateSourceRequest;
import dev.bellwether.playbooks.v1.CompleteRecommendationRequest;
import dev.bellwether.proto.constraint.FieldViolation.Kind;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FieldConstraintsTest {

    private static final Validator STANDARD = ValidatorFactory.newBuilder().build();

    static Stream<Descriptor> messages() {
        return AllContracts.messages();
    }

    static Stream<FieldDescriptor> fields() {
        return AllContracts.fields().map(FieldConstraints::field)
                .filter(field -> field.getOptions().hasExtension(ValidateProto.field) && !field.isRepeated());
    }

    @ParameterizedTest
    @MethodSource("messages")
    void every_rule_that_a_contract_states_is_enforced(Descriptor message) {
        assertThat(MessageConstraints.of(message)).isNotNull();
    }

    /// The expected verdict is that of protovalidate's own library.
    @ParameterizedTest
    @MethodSource("fields")
    void a_rule_means_what_it_means_to_every_client(FieldDescriptor field) throws ValidationException {
        for (Object value : values(field)) {
            Message message = DynamicMessage.newBuilder(field.getContainingType()).setField(field, value).build();
            boolean standard = STANDARD.validate(message).getViolations().stream().noneMatch(
                    violation -> violation.toProto().getField().getElements(0).getFieldName().equals(field.getName())
                            && violation.toProto().getField().getElementsCount() == 1);
            assertThat(FieldConstraints.of(field).violation(message).isEmpty()).as("%s of %s", field.getFullName(), value)
                    .isEqualTo(standard);
        }
    }

    private static List<?> values(FieldDescriptor field) {
        return switch (field.getJavaType()) {
            case STRING -> Stream.concat(
                    Stream.of("", "a", "A", "DE", "-a", "a-", "a b", " ", "\t", "a/b", "a\n", "\n", "a\0", "~", "é", "🐑"),
                    Stream.of(2, 62, 63, 64, 65, 127, 128, 129, 256, 257, 512, 513, 1_000, 1_001, 2_000, 2_001, 65_536, 65_537)
                            .flatMap(length -> Stream.of("a".repeat(length), "🐑".repeat(length))))
                    .toList();
            case INT -> List.of(-1, 0, 1, 2, 365, 366, 367, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case LONG -> LongStream.of(-1, 0, 1, 366, 367, 1_000_000, 1_000_001, 1_000_000_000, 1_000_000_001, 1_000_000_000_000L,
                    1_000_000_000_001L, Long.MIN_VALUE, Long.MAX_VALUE).boxed().toList();
            case DOUBLE -> List.of(-0.5, -0.0, 0.0, 0.5, 1e9, 1e9 + 1, 1e12, 1e12 + 1, Double.NaN, Double.POSITIVE_INFINITY,
                    Double.NEGATIVE_INFINITY);
            case ENUM -> Stream.of(0, 1, 2, 99).map(field.getEnumType()::findValueByNumberCreatingIfUnknown).toList();
            case MESSAGE -> field.getMessageType().getFullName().equals(Duration.getDescriptor().getFullName())
                    ? Stream.of(-1, 0, 1, 86_399, 86_400, 86_401, 31_536_000, 31_536_001)
                            .map(seconds -> Duration.newBuilder().setSeconds(seconds).build()).toList()
                    : List.of(DynamicMessage.getDefaultInstance(field.getMessageType()));
            case BOOLEAN, BYTE_STRING, FLOAT -> throw new AssertionError("no example for " + field.getFullName());
        };
    }

    @Test
    void a_violation_says_where_and_how_to_mend_it() {
        assertThat(MessageConstraints.violation(CompleteRecommendationRequest.newBuilder().setUser("ana").build())).contains(
                new FieldViolation("outcome", Kind.REQUIRED, "is required: one of SUCCEEDED, FAILED, NEUTRAL"));
        assertThat(MessageConstraints.violation(
                CompleteRecommendationRequest.newBuilder().setUser("ana").setOutcomeValue(1).setNote("x".repeat(2_001)).build()))
                .contains(new FieldViolation("note", Kind.TOO_LONG, "must have at most 2000 characters"));
        assertThat(MessageConstraints.violation(CompleteRecommendationRequest.newBuilder().setUser(" ").build())).contains(
                new FieldViolation("user", Kind.MALFORMED, "must be more than blanks"));
        var update = UpdateSourceRequest.newBuilder();
        update.getSourceBuilder().setLimits(SourceLimits.newBuilder().setEventsPerDay(-1));
        assertThat(MessageConstraints.violation(update.build())).contains(new FieldViolation("source.limits.events_per_day",
                Kind.OUT_OF_RANGE, "must be from 0 to 1,000,000,000,000, not -1"));
        assertThat(FieldConstraints.of(Event.getDescriptor(), Event.FEATURE_USED_FIELD_NUMBER).violation(Event.newBuilder()
                .setFeatureUsed(FeatureUsed.newBuilder().setFeature("f").setDuration(Duration.newBuilder().setSeconds(86_401))).build()))
                .contains(new FieldViolation("feature_used.duration", Kind.OUT_OF_RANGE, "must be from 0 to 24 hours"));
        assertThat(MessageConstraints.violation(QuarantineFilter.newBuilder().setField("a\0").build())).contains(
                new FieldViolation("field", Kind.MALFORMED, "must be without the character U+0000"));
    }

    @Test
    void what_is_checked_elsewhere_is_left_alone() {
        assertThat(MessageConstraints.violation(
                ResubmitQuarantinedEventRequest.newBuilder().setEvent(Event.newBuilder().setTenant("No Tenant")).build())).isEmpty();
    }

    @Test
    void a_rule_that_is_not_enforced_cannot_be_stated() throws Exception {
        assertThatThrownBy(() -> FieldConstraints.of(reasonWith(StringRules.newBuilder().setEmail(true))))
                .hasMessageStartingWith(
                        "bellwether.ingestion.v1.AccountErased.reason has the rule string.email, which is not enforced here:"
                                + " use one of double.finite, ");
        assertThatThrownBy(() -> FieldConstraints.of(reasonWith(StringRules.newBuilder().setPattern("^a$"))))
                .hasMessageContaining("is for programs: add what it asks for as (bellwether.limits.v1.field).form");
    }

    private static FieldDescriptor reasonWith(StringRules.Builder rules) throws Exception {
        FileDescriptor file = AccountErased.getDescriptor().getFile();
        var copy = file.toProto().toBuilder();
        for (var message : copy.getMessageTypeBuilderList()) {
            if (message.getName().equals("AccountErased")) {
                message.getFieldBuilder(0).getOptionsBuilder()
                        .setExtension(ValidateProto.field, FieldRules.newBuilder().setString(rules).build());
            }
        }
        return FileDescriptor.buildFrom(copy.build(), file.getDependencies().toArray(FileDescriptor[]::new))
                .findMessageTypeByName("AccountErased").findFieldByName("reason");
    }
}
