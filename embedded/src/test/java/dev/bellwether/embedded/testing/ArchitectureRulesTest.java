package dev.bellwether.embedded.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import io.smallrye.config.ConfigMapping;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/// A rule that holds everywhere might hold because it sees nothing: these classes break it.
class ArchitectureRulesTest {

    private record Injected(@ConfigProperty(name = "pages") int pages) {}

    private static final class InjectedIntoAMethod {
        int twice(@ConfigProperty(name = "pages") int pages) {
            return 2 * pages;
        }
    }

    private static final class LookedUp {
        int pages() {
            return ConfigProvider.getConfig().getValue("pages", Integer.class);
        }
    }

    @ConfigMapping(prefix = "books")
    private interface UntestedConfig {}

    /// As it is generated.
    private static final class BooksGrpc {
        interface AsyncService {}
    }

    private static final class BookService implements BindableService, BooksGrpc.AsyncService {
        @Override
        public ServerServiceDefinition bindService() {
            return ServerServiceDefinition.builder("Books").build();
        }
    }

    @Test
    void a_property_is_seen_wherever_it_is_read_and_by_whatever_means() {
        for (Class<?> reads : new Class<?>[] {Injected.class, InjectedIntoAMethod.class, LookedUp.class}) {
            assertThat(violations(ArchitectureRules.configuration_is_read_by_mappings_alone, reads)).as(reads.getSimpleName())
                    .contains(reads.getName());
        }
        assertThat(violations(ArchitectureRules.configuration_is_read_by_mappings_alone, UntestedConfig.class)).isEmpty();
    }

    @Test
    void a_mapping_without_a_test_is_seen() {
        assertThat(violations(ArchitectureRules.a_mapping_of_configuration_is_called_config_and_has_its_test, UntestedConfig.class))
                .contains("UntestedConfigTest is missing");
    }

    @Test
    void a_service_of_another_name_and_outside_the_api_is_seen() {
        assertThat(violations(ArchitectureRules.a_grpc_service_is_named_after_its_contract_and_lives_in_the_api, BookService.class))
                .contains("BookService is not called ...BooksGrpcService").contains("does not reside in a package");
    }

    private static String violations(ArchRule rule, Class<?> broken) {
        return String.join("\n", rule.evaluate(new ClassFileImporter().importClasses(broken)).getFailureReport().getDetails());
    }
}
