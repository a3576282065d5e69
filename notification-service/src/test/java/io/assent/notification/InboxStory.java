package io.assent.notification;

import com.nimbusds.jose.jwk.ECKey;
import io.assent.notification.World.Person;

/** An inbox with messages of each kind, as pictures show it. */
final class InboxStory {
    private InboxStory() {}

    static void told(BrowserDevice device, Person person, String language) {
        boolean german = language.equals("de");
        String travel = contact(person, "travel-portal");
        device.isSent(
                travel,
                "marketing",
                german
                        ? "Drei Nächte in Lissabon, hin und zurück mit dem Nachtzug.\nBis Sonntag für 189 €."
                        : "Three nights in Lisbon, there and back by night train.\nUntil Sunday for 189 €.");
        device.shows("189 €");
        ECKey another = Sealing.key("another");
        World.sendByRest(
                travel,
                "shut-" + person.id(),
                World.request(
                        person,
                        "utility",
                        Sealing.seal(
                                Sealing.header(device.key(travel), person.id(), travel)
                                        .build(),
                                another,
                                "?")));
        device.shows(german ? "zu einem anderen Schlüssel" : "for another key");

        String shop = contact(person, "parcel-shop");
        World.as("company", shop)
                .body(Sealing.key("k").toPublicJWK().toJSONString())
                .put("/v1/companies/" + shop + "/key");
        device.isSent(
                shop,
                "utility",
                german
                        ? "Dein Paket mit den Wanderschuhen ist unterwegs. Es kommt heute zwischen 14 und 16 Uhr."
                        : "Your parcel with the hiking boots is on its way. It comes today between 2 and 4 pm.");
        device.shows(german ? "Wanderschuhen" : "hiking boots");
        World.chatting(person, shop);
        device.isSent(
                shop,
                "chat",
                german
                        ? "Du bist nicht zu Hause? Dann sag uns, wo wir es lassen dürfen."
                        : "You are not at home? Then tell us where we may leave it.");
        device.shows(german ? "nicht zu Hause" : "not at home");
        device.browser()
                .find("[aria-labelledby='from-" + shop + "'] textarea")
                .sendKeys(
                        german
                                ? "Bitte bei den Nachbarn im ersten Stock."
                                : "With the neighbours on the first floor, please.");
        device.browser()
                .find("[aria-labelledby='from-" + shop + "'] form button")
                .click();
        device.browser().await(".letter-mine");
        device.browser().driver().executeScript("document.activeElement.blur(); window.scrollTo(0, 0)");
    }

    private static String contact(Person person, String company) {
        World.onboarded(company);
        World.accepted(person, company);
        return company;
    }
}
