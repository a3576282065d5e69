package io.assent.billing.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class LedgerTest {
    @Property
    void everyEntryBalances(
            @ForAll @AlphaChars @StringLength(min = 1, max = 10) String account,
            @ForAll @LongRange(min = 0, max = 1_000_000_000_000L) long micros) {
        long debits = 0;
        long credits = 0;
        for (Posting posting : Ledger.post(account, "utility", micros)) {
            debits += posting.debitMicros();
            credits += posting.creditMicros();
        }

        assertThat(debits).isEqualTo(credits).isEqualTo(micros);
    }

    @Test
    void aNegativeChargeIsRefused() {
        assertThatThrownBy(() -> Ledger.post("shop", "utility", -1)).isInstanceOf(IllegalArgumentException.class);
    }
}
