package dev.bellwether.local.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.cli.connection.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartCacheTest {

    @TempDir
    private Path home;
    private Path target;
    private Path jar;
    private StartCache cache;

    @BeforeEach
    void build() throws IOException {
        target = home.resolve(Service.FEATURES.module()).resolve("target");
        jar = Files.createDirectories(target.resolve("quarkus-app/lib")).resolve("a.jar");
        Files.writeString(jar, "a jar");
        cache = new StartCache(home, Service.FEATURES);
    }

    @Test
    void what_is_not_trained_starts_without_a_cache() {
        assertThat(cache.fits()).isFalse();
        assertThat(cache.options()).isEmpty();
    }

    @Test
    void a_cache_serves_the_build_that_it_was_made_of_and_no_other() throws IOException {
        Files.writeString(target.resolve("start.aot.new"), "a cache");
        cache.take(cache.build());
        assertThat(cache.options()).contains("-XX:AOTCache=" + target.resolve("start.aot"), "-Xlog:disable");
        assertThat(new StartCache(home, Service.FEATURES).fits()).isTrue();

        Files.setLastModifiedTime(jar, FileTime.from(Instant.EPOCH));
        assertThat(cache.fits()).isFalse();
        assertThat(cache.options()).isEmpty();
    }

    @Test
    void half_a_cache_is_not_taken_and_the_one_before_stays_that_of_its_build() throws IOException {
        Files.writeString(target.resolve("start.aot"), "of an earlier build");
        Files.writeString(target.resolve("start.aot.made-for"), "an earlier build");
        Files.writeString(target.resolve("start.aot.new"), "half a cache");
        Files.writeString(target.resolve("start.aot.new.config"), "what the JVM makes it of, and removes then");
        cache.take(cache.build());

        assertThat(cache.options()).isEmpty();
        assertThat(target.resolve("start.aot.made-for")).hasContent("an earlier build");
        assertThat(target.resolve("start.aot.new")).doesNotExist();
        assertThat(target.resolve("start.aot.new.config")).doesNotExist();
    }

    @Test
    void a_cache_of_what_was_built_anew_meanwhile_is_not_taken() throws IOException {
        String before = cache.build();
        Files.writeString(target.resolve("start.aot.new"), "a cache");
        Files.writeString(jar, "another jar");
        cache.take(before);

        assertThat(cache.fits()).isFalse();
        assertThat(target.resolve("start.aot")).doesNotExist();
    }

    @Test
    void a_service_that_is_not_built_has_no_cache() {
        assertThat(new StartCache(home, Service.PLAYBOOKS).fits()).isFalse();
        assertThat(new StartCache(home, Service.PLAYBOOKS).options()).isEmpty();
    }
}
