package io.assent.notification.dispatch;

/** The gate's table as rows of a page. */
public final class DecisionTablePage {
    private DecisionTablePage() {}

    public static int cases() {
        return DecisionTable.cases().size();
    }

    public static String rows() {
        StringBuilder rows = new StringBuilder();
        int number = 1;
        for (DecisionTable.Row row : DecisionTable.ROWS) {
            boolean reason = !row.outcome().equals("send") && !row.outcome().equals("expire");
            rows.append("| %d | %s | %s |\n"
                    .formatted(number++, row.when(), reason ? "suppress, `" + row.outcome() + "`" : row.outcome()));
        }
        return rows.toString();
    }
}
