package dev.bellwether.embedded.testing;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.core.domain.properties.HasModifiers.Predicates.modifier;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;

/// What holds in every module: dependencies point inwards, from the api to the capabilities to the aggregates, and never in a circle.
/// A module's test takes all of it, and adds what is its own:
///
/// ```java
/// @AnalyzeClasses(packages = "dev.bellwether.features", importOptions = ArchitectureRules.MainClasses.class)
/// class FeaturesArchitectureTest {
///     @ArchTest
///     static final ArchTests shared = ArchTests.in(ArchitectureRules.class);
/// }
/// ```
public final class ArchitectureRules {

    /// Packages in which decisions are made, and nothing else: pure functions of what they are given.
    private static final String[] AGGREGATES = {
        "dev.bellwether.chassis.aggregate..",
        "dev.bellwether.segmentation.membership..",
        "dev.bellwether.playbooks.ledger..",
        "dev.bellwether.features.account..",
        "dev.bellwether.features.calculation..",
        "dev.bellwether.features.closing..",
        "dev.bellwether.features.fold..",
        "dev.bellwether.features.peers..",
        "dev.bellwether.features.state..",
    };

    private static final String[] TECHNOLOGY = {
        "io.quarkus..", "jakarta..", "org.eclipse.microprofile..", "io.smallrye..", "org.apache.kafka..", "io.vertx..", "java.sql..",
        "javax.sql..",
        "io.grpc..", "dev.bellwether.chassis.sql..", "dev.bellwether.chassis.store..", "dev.bellwether.chassis.log..",
    };

    private static final String[] SERVICES = {
        "dev.bellwether.ingestion..", "dev.bellwether.features..", "dev.bellwether.segmentation..", "dev.bellwether.playbooks..",
    };

    @ArchTest
    static final ArchRule packages_do_not_depend_on_each_other_in_circles =
            slices().assignedFrom(new Packages()).should().beFreeOfCycles().allowEmptyShould(true);

    @ArchTest
    static final ArchRule capabilities_do_not_depend_on_each_other_in_circles =
            slices().matching("dev.bellwether.*.(*)..").should().beFreeOfCycles().allowEmptyShould(true);

    @ArchTest
    static final ArchRule only_the_api_depends_on_the_api = noClasses().that().resideOutsideOfPackage("dev.bellwether.*.api..")
            .should().dependOnClassesThat().resideInAPackage("dev.bellwether.*.api..").allowEmptyShould(true);

    @ArchTest
    static final ArchRule aggregates_depend_on_no_technology = noClasses().that().resideInAnyPackage(AGGREGATES)
            .should().dependOnClassesThat().resideInAnyPackage(TECHNOLOGY).allowEmptyShould(true);

    @ArchTest
    static final ArchRule the_time_comes_from_an_instant_source = noClasses()
            .should().callMethod(Instant.class, "now")
            .orShould().callMethod(LocalDate.class, "now")
            .orShould().callMethod(System.class, "currentTimeMillis").allowEmptyShould(true);

    @ArchTest
    static final ArchRule kafka_clients_are_made_in_one_place = noClasses().that().doNotHaveSimpleName("KafkaClients")
            .should().callConstructorWhere(target(owner(type(KafkaConsumer.class).or(type(KafkaProducer.class)))))
            .orShould().callMethod(Admin.class, "create", Map.class)
            .orShould().callMethod(Admin.class, "create", Properties.class).allowEmptyShould(true);

    @ArchTest
    static final ArchRule a_grpc_service_is_named_after_its_contract_and_lives_in_the_api = classes()
            .that(assignableTo("io.grpc.BindableService").or(annotatedWith("io.quarkus.grpc.GrpcService")).and(not(modifier(ABSTRACT))))
            .should(beNamedAfterTheirContract()).andShould().resideInAPackage("dev.bellwether.*.api").allowEmptyShould(true);

    @ArchTest
    static final ArchRule a_service_starts_and_stops_in_its_lifecycle = classes().that().resideInAnyPackage(SERVICES)
            .and(dependOn("io.quarkus.runtime.StartupEvent", "io.quarkus.runtime.ShutdownEvent"))
            .should().haveNameMatching("dev\\.bellwether\\.\\w+\\.\\w+Lifecycle").allowEmptyShould(true);

    @ArchTest
    static final ArchRule a_service_makes_its_beans_in_one_class = classes().that().resideInAnyPackage(SERVICES)
            .and(dependOn("jakarta.enterprise.inject.Produces"))
            .should().haveNameMatching("dev\\.bellwether\\.\\w+\\.\\w+Beans").allowEmptyShould(true);

    @ArchTest
    static final ArchRule configuration_is_read_by_mappings_alone = noClasses()
            .that().doNotHaveSimpleName("Configurations")
            .should().dependOnClassesThat().haveNameMatching(
                    "org\\.eclipse\\.microprofile\\.config\\..*|io\\.smallrye\\.config\\.SmallRyeConfig.*")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule a_mapping_of_configuration_is_called_config_and_has_its_test = classes()
            .that().areAnnotatedWith("io.smallrye.config.ConfigMapping")
            .should().haveSimpleNameEndingWith("Config").andShould(haveATestOfTheirOwn()).allowEmptyShould(true);

    @ArchTest
    static final ArchRule a_class_name_occurs_once =
            classes().that().areTopLevelClasses().should(new HaveNamesOfTheirOwn()).allowEmptyShould(true);

    private ArchitectureRules() {}

    /// The contract is what the generated class around the interface or the base class is called: `Books` of `BooksGrpc.BooksImplBase`.
    private static ArchCondition<JavaClass> beNamedAfterTheirContract() {
        return new ArchCondition<>("be called after their contract, with GrpcService behind it") {
            @Override
            public void check(JavaClass each, ConditionEvents events) {
                Stream.concat(each.getAllRawSuperclasses().stream(), each.getAllRawInterfaces().stream())
                        .flatMap(above -> above.getEnclosingClass().map(JavaClass::getSimpleName).filter(name -> name.endsWith("Grpc"))
                                .stream())
                        .distinct()
                        .filter(contract -> !each.getSimpleName().endsWith(contract + "Service"))
                        .forEach(contract -> events.add(SimpleConditionEvent.violated(each,
                                each.getName() + " is not called ...%sService".formatted(contract))));
            }
        };
    }

    private static ArchCondition<JavaClass> haveATestOfTheirOwn() {
        return new ArchCondition<>("have a test of their own") {
            @Override
            public void check(JavaClass each, ConditionEvents events) {
                try {
                    Class.forName(each.getName() + "Test", false, Thread.currentThread().getContextClassLoader());
                } catch (ClassNotFoundException missing) {
                    events.add(SimpleConditionEvent.violated(each,
                            missing.getMessage() + " is missing: the defaults of " + each.getSimpleName()
                                    + ", and each of its properties"));
                }
            }
        };
    }

    private static DescribedPredicate<JavaClass> dependOn(String... names) {
        Set<String> all = Set.of(names);
        return describe("depend on " + String.join(" or ", names),
                each -> each.getDirectDependenciesFromSelf().stream().anyMatch(to -> all.contains(to.getTargetClass().getName())));
    }

    /// Main classes, without those that are generated from the contracts.
    public static final class MainClasses implements ImportOption {

        private final ImportOption main = new ImportOption.DoNotIncludeTests();

        @Override
        public boolean includes(Location location) {
            return main.includes(location) && !location.contains("/v1/");
        }
    }

    /// Each package is a slice of its own.
    private static final class Packages implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass each) {
            return SliceIdentifier.of(each.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }

    private static final class HaveNamesOfTheirOwn extends ArchCondition<JavaClass> {

        private final Map<String, List<String>> packages = new HashMap<>();

        HaveNamesOfTheirOwn() {
            super("have names of their own");
        }

        @Override
        public void init(Collection<JavaClass> all) {
            packages.clear();
            all.stream().filter(each -> !each.getSimpleName().equals("package-info"))
                    .forEach(each -> packages.merge(each.getSimpleName(), List.of(each.getPackageName()), HaveNamesOfTheirOwn::both));
        }

        @Override
        public void check(JavaClass each, ConditionEvents events) {
            List<String> homes = packages.getOrDefault(each.getSimpleName(), List.of());
            if (homes.size() > 1) {
                events.add(SimpleConditionEvent.violated(each, each.getSimpleName() + " is in " + String.join(" and in ", homes)));
            }
        }

        private static List<String> both(List<String> some, List<String> others) {
            return Stream.concat(some.stream(), others.stream()).toList();
        }
    }
}
