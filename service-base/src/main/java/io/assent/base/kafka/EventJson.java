package io.assent.base.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.DatabindException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.assent.exactlyonce.PoisonRecordException;
import jakarta.inject.Singleton;
import java.io.IOException;

/** Reads the data of an event, and says by a reason code why it cannot. */
@Singleton
public class EventJson {
    private static final int MAX_BYTES = 64 * 1024;

    private final ObjectMapper mapper;

    public EventJson(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** @throws PoisonRecordException {@code body_too_large, not_json, json_too_deep, invalid_field} */
    public <T> T read(byte[] data, Class<T> type) {
        if (data.length > MAX_BYTES) {
            throw new PoisonRecordException("body_too_large", "an event has at most 65536 bytes");
        }
        try {
            T value = mapper.readValue(data, type);
            if (value == null) {
                throw new PoisonRecordException("invalid_field", "the data is null");
            }
            return value;
        } catch (StreamConstraintsException e) {
            throw new PoisonRecordException("json_too_deep", "nested deeper than allowed");
        } catch (StreamReadException e) {
            throw new PoisonRecordException("not_json", "the data is not JSON");
        } catch (DatabindException e) {
            throw e.getCause() instanceof StreamConstraintsException
                    ? new PoisonRecordException("json_too_deep", "nested deeper than allowed")
                    : new PoisonRecordException("invalid_field", "the data has another shape");
        } catch (JsonProcessingException e) {
            throw new PoisonRecordException("not_json", "the data is not JSON");
        } catch (IOException e) {
            throw new PoisonRecordException("not_json", "the data cannot be read");
        }
    }

    /** @throws PoisonRecordException {@code invalid_field} when it is missing */
    public static <T> T required(@org.jspecify.annotations.Nullable T value, String field) {
        if (value == null) {
            throw new PoisonRecordException("invalid_field", field + " is missing");
        }
        return value;
    }
}
