package io.assent.billing.invoicing;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.LocalDate;
import java.util.List;

/** What an account was charged between two days (both included, UTC), by day and rule. Amounts in micros. */
public record Statement(
        String account,
        LocalDate from,
        LocalDate to,
        long openingMicros,
        List<StatementLine> entries,
        long closingMicros) {

    /** Equal charges of a day. */
    @JsonPropertyOrder({"day", "category", "market", "ruleId", "quantity", "amountMicros", "currency"})
    public record StatementLine(
            LocalDate day,
            String category,
            String market,
            String ruleId,
            long quantity,
            long amountMicros,
            String currency) {}

    public static Statement of(
            String account, LocalDate from, LocalDate to, long openingMicros, List<StatementLine> entries) {
        long closing = entries.stream().mapToLong(StatementLine::amountMicros).reduce(openingMicros, Math::addExact);
        return new Statement(account, from, to, openingMicros, entries, closing);
    }
}
