package io.assent.local.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.assent.local.stack.Home;
import io.assent.local.stack.Ports;
import io.assent.local.stack.StackPlan;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrometheusFolderTest {
    @TempDir
    Path data;

    @Test
    void fillsTheTemplateWithEveryAddressAndLaysTheRulesBesideIt() throws IOException {
        var plan = new StackPlan(Home.find(), data, false, new Ports(1, 2, 3, 4, 5, 6), "wall");

        Path filled = new PrometheusFolder(plan, new ObservePorts(7, 8, 9)).fill();

        assertThat(filled)
                .content()
                .contains("localhost:1\"", "localhost:2\"", "localhost:3\"", "localhost:4\"")
                .contains("localhost:7\"", "localhost:9\"")
                .doesNotContain("[\"$");
        assertThat(filled.resolveSibling("rules")).isDirectoryContaining("glob:**/alerts.yml");
        assertThat(filled.resolveSibling("rules")).isDirectoryNotContaining("glob:**/tests");
    }
}
