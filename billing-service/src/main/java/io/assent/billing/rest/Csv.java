package io.assent.billing.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import jakarta.inject.Singleton;
import java.util.List;

/** Lines as CSV with a header; the columns are the fields of the JSON. */
@Singleton
class Csv {
    private final CsvMapper mapper = CsvMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    <T> String write(Class<T> type, List<T> lines) {
        try {
            return mapper.writer(mapper.schemaFor(type).withHeader()).writeValueAsString(lines);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("lines are always CSV", e);
        }
    }
}
