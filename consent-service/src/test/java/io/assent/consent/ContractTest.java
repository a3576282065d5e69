package io.assent.consent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract agrees with itself: schemas, examples and the AsyncAPI document. */
class ContractTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @MethodSource("io.assent.consent.Contract#eventTypes")
    void everyEventHasItsThreeExamplesAndTheyAreValid(String type) throws IOException {
        Path examples = Contract.FOLDER.resolve("examples").resolve(type);
        try (Stream<Path> files = Files.list(examples)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("minimal.json", "full.json", "unknown-field.json");
        }
        for (String name : List.of("minimal", "full", "unknown-field")) {
            JsonNode example = JSON.readTree(examples.resolve(name + ".json").toFile());
            assertThat(Contract.faults(type, example)).as(name).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("io.assent.consent.Contract#eventTypes")
    void noRequiredFieldMayBeMissing(String type) throws IOException {
        JsonNode minimal = JSON.readTree(
                Contract.FOLDER.resolve("examples/" + type + "/minimal.json").toFile());

        minimal.fieldNames().forEachRemaining(field -> {
            ObjectNode lacking = minimal.deepCopy();
            lacking.remove(field);
            assertThat(Contract.faults(type, lacking)).as("without " + field).isNotEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("io.assent.consent.Contract#eventTypes")
    void theAsyncApiDocumentNamesEveryEventAndItsSchema(String type) throws IOException {
        JsonNode document = new YAMLMapper()
                .readTree(Contract.FOLDER.resolve("asyncapi.yaml").toFile());

        JsonNode message = document.path("components").path("messages").path(type.substring(type.lastIndexOf('.') + 1));
        assertThat(message.path("name").asText()).isEqualTo(type);
        assertThat(message.path("payload").path("$ref").asText()).isEqualTo("./" + type + ".schema.json");
    }
}
