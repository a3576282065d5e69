package io.assent.consent.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.assent.consent.history.EntryClaim;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Entries as JSON text, the same in history, state, topic and answer. */
@Singleton
public class EntryJson {
    private final ObjectMapper mapper;

    public EntryJson(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    String write(Object entry) {
        try {
            return mapper.writeValueAsString(entry);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an entry is always JSON", e);
        }
    }

    public Entry.OfContact contact(Stated stated) {
        return read(stated.entry(), Entry.OfContact.class);
    }

    Entry.OfAds ads(Stated stated) {
        return read(stated.entry(), Entry.OfAds.class);
    }

    Entry read(StateKey key, Stated stated) {
        return read(key, stated.entry());
    }

    /** What an entry of the history says of itself. */
    EntryClaim claim(String entry) {
        JsonNode data = tree(entry);
        String counterpart = data.has("company") ? data.path("company").asText() : StateKey.ADS;
        return new EntryClaim(
                data.path("version").asLong(),
                data.path("user").asText(),
                counterpart,
                Instant.parse(data.path("recordedAt").asText()));
    }

    JsonNode tree(String entry) {
        try {
            return mapper.readTree(entry);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an entry is always JSON", e);
        }
    }

    Entry read(StateKey key, String entry) {
        return key.isAds() ? read(entry, Entry.OfAds.class) : read(entry, Entry.OfContact.class);
    }

    private <T extends Entry> T read(String entry, Class<T> type) {
        try {
            return mapper.readValue(entry, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the stored entry of a consent is unreadable", e);
        }
    }
}
