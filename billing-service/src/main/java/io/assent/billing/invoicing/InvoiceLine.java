package io.assent.billing.invoicing;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/** Equal charges of a month. Amounts in millionths of the currency unit. */
@JsonPropertyOrder({"category", "market", "ruleId", "unitPriceMicros", "quantity", "amountMicros", "currency"})
public record InvoiceLine(
        String category,
        String market,
        String ruleId,
        long unitPriceMicros,
        long quantity,
        long amountMicros,
        String currency) {}
