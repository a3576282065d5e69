package io.assent.local.generate;

import io.assent.local.day.DayTypes;
import java.util.List;
import java.util.Random;

/** The companies of a day, and the words they use. */
record Trade(String company, String name, String country, String vatId, int share, String[] texts) {

    /** The three who notify; shares are parts of a hundred requests. */
    static final List<Trade> NOTIFYING = List.of(
            new Trade("parcel-shop", "Parcel Shop GmbH", "DE", "DE000000011", 45, new String[] {
                "Parcel %s has left our depot and arrives today.",
                "Ten per cent off your next order with code SHOP%s.",
                "Your Parcel Shop code is %s. Do not pass it on.",
                "About order %s: would you like it at the side door?"
            }),
            new Trade("travel-portal", "Travel Portal Ltd", "GB", "GB000000022", 25, new String[] {
                "Gate change for booking %s: your flight now leaves from B14.",
                "Weekend in Lisbon from 89 euros, offer %s.",
                "Your Travel Portal code is %s.",
                "Regarding booking %s: an aisle seat has become free. Shall we move you?"
            }),
            new Trade("ride-service", "Ride Service Pvt Ltd", "IN", "IN000000033", 30, new String[] {
                "Ride %s: your driver is three minutes away.",
                "Two rides for one this evening, voucher %s.",
                "Your Ride Service code is %s.",
                "Ride %s: you left an umbrella in the car. Shall we bring it?"
            }));

    /** It only advertises. */
    private static final Trade COFFEE_HOUSE =
            new Trade("coffee-house", "Coffee House SA", "BR", "BR000000044", 0, new String[0]);

    static final String[] CATEGORIES = {"utility", "marketing", "authentication", "chat"};

    static void open(DayShape shape, Script script) {
        for (Trade trade : List.of(NOTIFYING.get(0), NOTIFYING.get(1), NOTIFYING.get(2), COFFEE_HOUSE)) {
            script.say(
                    shape.at(4, 0),
                    "/messenger/operations",
                    DayTypes.COMPANY_ONBOARDING,
                    Script.data()
                            .put("company", trade.company)
                            .put("name", trade.name)
                            .put("country", trade.country)
                            .put("vatId", trade.vatId));
        }
    }

    static Trade any(Random dice) {
        int roll = dice.nextInt(100);
        for (Trade trade : NOTIFYING) {
            roll -= trade.share;
            if (roll < 0) {
                return trade;
            }
        }
        return NOTIFYING.getFirst();
    }

    String source() {
        return "/companies/" + company;
    }

    /** Every text carries its number, so that a text shown twice is seen to be. */
    String text(int category, String number) {
        return texts[category].formatted(number);
    }
}
