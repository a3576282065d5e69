package io.assent.billing.invoicing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InvoiceTest {
    @ParameterizedTest
    @CsvSource({"0, 0", "4999, 0", "5000, 1", "14999, 1", "15000, 2", "10000, 1"})
    void netIsRoundedHalfUpOnce(long micros, long cents) {
        assertThat(Invoice.roundedToCents(micros)).isEqualTo(cents);
    }

    @Test
    void linesAreSummedExactlyBeforeTheyAreRounded() {
        InvoiceLine line = new InvoiceLine("utility", "IN", "r", 1_200, 3, 3_600, "EUR");

        Invoice invoice = Invoice.draft("shop", YearMonth.of(2026, 3), List.of(line, line));

        assertThat(invoice.netMicros()).isEqualTo(7_200);
        assertThat(invoice.netCents()).isEqualTo(1);
        assertThat(invoice.status()).isEqualTo("draft");
    }

    @Test
    void anInvoiceHasOneCurrency() {
        InvoiceLine euro = new InvoiceLine("utility", "DE", "r", 1, 1, 1, "EUR");
        InvoiceLine pound = new InvoiceLine("utility", "GB", "r", 1, 1, 1, "GBP");

        assertThatThrownBy(() -> Invoice.draft("shop", YearMonth.of(2026, 3), List.of(euro, pound)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
