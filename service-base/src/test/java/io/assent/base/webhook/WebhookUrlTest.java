package io.assent.base.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookUrlTest {
    @Test
    void aUrlIsTakenApart() {
        assertThat(WebhookUrl.parse("https://hooks.example.com/a/b?c=d%20e"))
                .contains(new WebhookUrl(true, "hooks.example.com", 443, "/a/b?c=d%20e"));
        assertThat(WebhookUrl.parse("HTTP://localhost:8080")).contains(new WebhookUrl(false, "localhost", 8080, "/"));
        assertThat(WebhookUrl.parse("https://[2606:4700::1]/x"))
                .contains(new WebhookUrl(true, "[2606:4700::1]", 443, "/x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hooks.example.com",
                "//hooks.example.com/",
                "ftp://hooks.example.com/",
                "file:///etc/passwd",
                "https:///path",
                "https:hooks.example.com",
                "https://user@hooks.example.com/",
                "https://user:secret@hooks.example.com/",
                "https://hooks.example.com/#fragment",
                "https://hooks.example.com:70000/",
                "https://hooks.example.com:0/",
                "https://hooks.example.com/a b",
                "https://hooks.example.com/\r\nx: y",
                "https://hooks_example/",
                "https://127.1/",
                "https://höks.example.com/",
            })
    void nothingElseIsTaken(String text) {
        assertThat(WebhookUrl.parse(text)).isEmpty();
    }

    @Test
    void aUrlIsNotLongerThanRowsOfIndexesCanBe() {
        assertThat(WebhookUrl.parse("https://hooks.example.com/" + "x".repeat(2_000)))
                .isEmpty();
    }
}
