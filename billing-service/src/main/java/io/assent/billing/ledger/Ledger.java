package io.assent.billing.ledger;

import java.util.List;

/** Double entry: what a company owes is what we have earned. */
public final class Ledger {
    private static final String RECEIVABLE = "receivable:";
    private static final String REVENUE = "revenue:";

    private Ledger() {}

    /** The two postings of a charge; their sum is zero by construction. */
    public static List<Posting> post(String account, String category, long amountMicros) {
        if (amountMicros < 0) {
            throw new IllegalArgumentException("a charge is never negative");
        }
        return List.of(
                new Posting(receivable(account), amountMicros, 0), new Posting(REVENUE + category, 0, amountMicros));
    }

    /** The ledger of what a company owes. */
    public static String receivable(String account) {
        return RECEIVABLE + account;
    }
}
