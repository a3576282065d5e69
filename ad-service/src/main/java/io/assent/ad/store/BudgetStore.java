package io.assent.ad.store;

import io.assent.ad.campaign.Campaign;
import io.assent.exactlyonce.Database;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;

/** Shares of budgets, reserved before they are used. */
@Singleton
public class BudgetStore {
    /** A share is at most this part of the budget, so that a crash forfeits little. */
    private static final long SHARES = 20;
    /** … and at most so many impressions. */
    private static final long MAX_IMPRESSIONS = 1_000;

    private final Database database;

    public BudgetStore(Database database) {
        this.database = database;
    }

    /** Reserves a share, a multiple of the price of one impression; 0 when less than one is left. */
    public long reserve(Campaign campaign) {
        long price = campaign.priceMicros();
        long impressions = Math.clamp(campaign.budgetMicros() / SHARES / price, 1, MAX_IMPRESSIONS);
        return database.transact(connection -> {
            try (PreparedStatement reserve = connection.prepareStatement(
                    "with share as (select id, least(?, (budget_micros - reserved_micros) / ? * ?) as micros"
                            + " from campaign where id = ? for update)"
                            + " update campaign set reserved_micros = reserved_micros + share.micros from share"
                            + " where campaign.id = share.id returning share.micros")) {
                reserve.setLong(1, impressions * price);
                reserve.setLong(2, price);
                reserve.setLong(3, price);
                reserve.setString(4, campaign.id());
                try (ResultSet row = reserve.executeQuery()) {
                    return row.next() ? row.getLong(1) : 0L;
                }
            }
        });
    }

    public void giveBack(String campaign, long micros) {
        database.transact(connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "update campaign set reserved_micros = greatest(spent_micros, reserved_micros - ?) where id = ?")) {
                update.setLong(1, micros);
                update.setString(2, campaign);
                return update.executeUpdate();
            }
        });
    }
}
