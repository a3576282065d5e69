package io.assent.consent.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.assent.consent.contact.Audience;
import io.assent.consent.contact.Purpose;
import io.assent.consent.notice.Notice;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Notices as canonical JSON (RFC 8785): one notice has one text, and so one hash, whoever writes it down. */
final class NoticeJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .build();

    private NoticeJson() {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Content(
            String company,
            String version,
            String language,
            String title,
            String text,
            List<String> purposes,
            String controllerContact,
            String retention,
            Instant validFrom,
            @Nullable Instant validUntil,
            @Nullable Integer consentValidDays,
            @Nullable String audience) {}

    static String write(Notice notice) {
        List<String> purposes =
                notice.purposes().stream().map(Purpose::code).sorted().toList();
        try {
            return MAPPER.writeValueAsString(new Content(
                    notice.company(),
                    notice.version(),
                    notice.language(),
                    notice.title(),
                    notice.text(),
                    purposes,
                    notice.controllerContact(),
                    notice.retention(),
                    notice.validFrom(),
                    notice.validUntil(),
                    notice.consentValidDays(),
                    code(notice.audience())));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a notice is always JSON", e);
        }
    }

    /** Nothing for everybody, so that a notice has the hash that it had before there were audiences. */
    static @Nullable String code(Audience audience) {
        return audience == Audience.EVERYBODY ? null : audience.code();
    }

    static Notice read(String json) {
        try {
            Content content = MAPPER.readValue(json, Content.class);
            Set<Purpose> purposes = content.purposes().stream()
                    .flatMap(code -> Purpose.of(code).stream())
                    .collect(Collectors.toSet());
            return new Notice(
                    content.company(),
                    content.version(),
                    content.language(),
                    content.title(),
                    content.text(),
                    purposes,
                    content.controllerContact(),
                    content.retention(),
                    content.validFrom(),
                    content.validUntil(),
                    content.consentValidDays(),
                    Optional.ofNullable(content.audience())
                            .flatMap(Audience::of)
                            .orElse(Audience.EVERYBODY));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the stored notice is unreadable", e);
        }
    }

    /** SHA-256 over the UTF-8 of the canonical JSON, in hexadecimal. */
    static String hash(String json) {
        try {
            byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(utf8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
