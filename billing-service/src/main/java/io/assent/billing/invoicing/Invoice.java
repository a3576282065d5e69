package io.assent.billing.invoicing;

import java.time.YearMonth;
import java.util.List;

/**
 * A month of an account.
 *
 * @param status draft: late events of the month still change it
 * @param netMicros exact sum of the lines
 * @param netCents rounded once, half up, from {@code netMicros}; lines are never rounded
 */
public record Invoice(
        String account,
        String month,
        String status,
        String currency,
        List<InvoiceLine> lines,
        long netMicros,
        long netCents) {
    private static final long MICROS_PER_CENT = 10_000;

    public static Invoice draft(String account, YearMonth month, List<InvoiceLine> lines) {
        String currency = lines.isEmpty() ? "EUR" : lines.getFirst().currency();
        if (!lines.stream().allMatch(line -> line.currency().equals(currency))) {
            throw new IllegalArgumentException("an invoice has one currency");
        }
        long net = lines.stream().mapToLong(InvoiceLine::amountMicros).reduce(0, Math::addExact);
        return new Invoice(account, month.toString(), "draft", currency, lines, net, roundedToCents(net));
    }

    static long roundedToCents(long micros) {
        return Math.floorDiv(micros + MICROS_PER_CENT / 2, MICROS_PER_CENT);
    }
}
