package io.assent.consent;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What this service promises about its topics. */
final class Contract {
    static final Path FOLDER = Path.of("contract");

    private static final String SUFFIX = ".schema.json";
    private static final SchemaValidatorsConfig CONFIG =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    private Contract() {}

    static List<String> eventTypes() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Set<ValidationMessage> faults(String type, JsonNode data) {
        try {
            String schema = Files.readString(FOLDER.resolve(type + SUFFIX));
            return JsonSchemaFactory.getInstance(VersionFlag.V202012)
                    .getSchema(schema, CONFIG)
                    .validate(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
