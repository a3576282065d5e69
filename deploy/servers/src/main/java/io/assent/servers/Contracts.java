package io.assent.servers;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Contracts between services, in tests: an owner's schemas and examples, and the copies that consumers have pinned. */
public final class Contracts {
    private static final Path PINNED = Path.of("src/test/resources/contracts");
    private static final SchemaValidatorsConfig CONFIG =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    private Contracts() {}

    /** What is wrong with the data of an event by the schema of the service under test. */
    public static List<String> faults(String type, JsonNode data) {
        try {
            String schema = Files.readString(Path.of("contract", type + ".schema.json"));
            return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(schema, CONFIG).validate(data).stream()
                    .map(Object::toString)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Examples of the service under test, by {@code <type>/<name>.json}. */
    public static Map<String, byte[]> ownExamples() {
        return files(Path.of("contract/examples"));
    }

    /** Examples that the service under test has pinned of another, by {@code <type>/<name>.json}. */
    public static Map<String, byte[]> pinnedExamples(String owner) {
        return files(PINNED.resolve(owner));
    }

    /** Pinned examples that are not what their owner says now. */
    public static List<String> drifted(String owner) {
        Path current = Path.of("..", owner, "contract/examples");
        return pinnedExamples(owner).entrySet().stream()
                .filter(pinned -> !Arrays.equals(pinned.getValue(), read(current.resolve(pinned.getKey()))))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The event type of an example's name. */
    public static String type(String example) {
        return example.substring(0, example.indexOf('/'));
    }

    private static Map<String, byte[]> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            Map<String, byte[]> contents = new TreeMap<>();
            files.filter(Files::isRegularFile)
                    .forEach(file -> contents.put(folder.relativize(file).toString(), read(file)));
            return contents;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
