package io.assent.consent.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;

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

    /** The entry of a state row; ads entries are told by their counterpart. */
    Entry read(StateKey key, String entry) {
        try {
            return key.counterpart().equals("ads")
                    ? mapper.readValue(entry, Entry.OfAds.class)
                    : mapper.readValue(entry, Entry.OfContact.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the stored entry of a consent is unreadable", e);
        }
    }
}
