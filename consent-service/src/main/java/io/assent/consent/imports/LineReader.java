package io.assent.consent.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads lines one by one, so that a broken one spoils no other: JSON lines, or CSV (RFC 4180) with a heading, without line
 * breaks in quotes, and with spaces between purposes.
 */
public final class LineReader {
    private static final Set<String> COLUMNS =
            Set.of("user", "status", "purposes", "noticeVersion", "language", "decidedAt", "evidence");

    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build()
            .readerFor(ImportLine.class);

    private static final CsvMapper CSV = CsvMapper.builder()
            .enable(CsvParser.Feature.EMPTY_STRING_AS_NULL)
            .enable(CsvParser.Feature.TRIM_SPACES)
            .enable(CsvParser.Feature.FAIL_ON_MISSING_COLUMNS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final ObjectReader reader;

    private LineReader(ObjectReader reader) {
        this.reader = reader;
    }

    public static LineReader ofJson() {
        return new LineReader(JSON);
    }

    /** Empty when the heading names a column that is none, or one twice, or none for the user. */
    public static Optional<LineReader> ofCsv(String heading) {
        List<String> names =
                Arrays.stream(heading.split(",", -1)).map(String::strip).toList();
        if (!COLUMNS.containsAll(names) || new HashSet<>(names).size() < names.size() || !names.contains("user")) {
            return Optional.empty();
        }
        CsvSchema.Builder schema = CsvSchema.builder();
        for (String name : names) {
            if (name.equals("purposes")) {
                schema.addArrayColumn(name, " ");
            } else {
                schema.addColumn(name);
            }
        }
        return Optional.of(new LineReader(CSV.readerFor(ImportLine.class).with(schema.build())));
    }

    /** Empty when it is not a line of its kind. Nothing of its content is told, for it may be of a person. */
    public Optional<ImportLine> read(String line) {
        try {
            return Optional.ofNullable(reader.readValue(line));
        } catch (JsonProcessingException broken) {
            return Optional.empty();
        }
    }
}
