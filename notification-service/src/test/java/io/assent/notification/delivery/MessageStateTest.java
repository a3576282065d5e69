package io.assent.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageStateTest {
    @ParameterizedTest
    @CsvSource({
        "QUEUED,     DELIVERED, NEVER_SENT",
        "QUEUED,     READ,      NEVER_SENT",
        "SENT,       DELIVERED, DELIVERED",
        "SENT,       READ,      DELIVERED_AND_READ",
        "DELIVERED,  DELIVERED, DUPLICATE",
        "DELIVERED,  READ,      READ",
        "READ,       DELIVERED, DUPLICATE",
        "READ,       READ,      DUPLICATE",
        "SUPPRESSED, DELIVERED, TOO_LATE",
        "EXPIRED,    READ,      TOO_LATE",
    })
    void receiptsComeInAnyOrderAndCountOnce(MessageState state, Receipt receipt, ReceiptEffect effect) {
        assertThat(state.on(receipt)).isEqualTo(effect);
    }

    @Test
    void theMessageIdIsThatOfCompanyAndEvent() {
        String id = MessageIds.of("parcelhub", "e-1");

        assertThat(id).matches("m-[a-z2-7]{26}").isEqualTo(MessageIds.of("parcelhub", "e-1"));
        assertThat(MessageIds.of("parcelhub", "e-2")).isNotEqualTo(id);
        assertThat(MessageIds.of("travelport", "e-1")).isNotEqualTo(id);
    }
}
