package io.assent.local.check;

import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.assent.local.day.DayTypes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The JSON Schemas of a day: of the line itself, and of each type's data. */
final class Schemas {
    private final JsonSchema line;
    private final Map<String, JsonSchema> byType = new HashMap<>();

    Schemas() {
        JsonSchemaFactory factory = JsonSchemaFactory.getInstance(VersionFlag.V202012);
        line = read(factory, "/schemas/line.schema.json");
        for (String type : DayTypes.ALL) {
            byType.put(type, read(factory, "/schemas/" + type + ".schema.json"));
        }
    }

    JsonSchema line() {
        return line;
    }

    boolean knows(String type) {
        return byType.containsKey(type);
    }

    JsonSchema of(String type) {
        return Objects.requireNonNull(byType.get(type), type);
    }

    private static JsonSchema read(JsonSchemaFactory factory, String resource) {
        try (InputStream in = Schemas.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the build left out " + resource);
            }
            return factory.getSchema(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
