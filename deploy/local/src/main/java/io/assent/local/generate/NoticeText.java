package io.assent.local.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assent.local.day.DayTypes;
import java.util.List;

/** What the companies tell people before they decide: the same on each day, so that days can follow each other. */
final class NoticeText {
    /** Under which people are asked. */
    static final String VERSION = "2";
    /** Its time was over long ago. */
    static final String OVER = "1";
    /** It names one purpose alone. */
    static final String ORDERS_ONLY = "3";

    private static final List<String> LANGUAGES = List.of("en", "de");

    private NoticeText() {}

    static void publish(DayShape shape, Script script, Trade trade) {
        for (String language : LANGUAGES) {
            say(shape, script, trade, notice(trade, VERSION, language).put("consentValidDays", 365), "2021-01-01");
            say(
                    shape,
                    script,
                    trade,
                    notice(trade, OVER, language).put("validUntil", "2021-01-01T00:00:00Z"),
                    "2018-05-25");
            say(shape, script, trade, notice(trade, ORDERS_ONLY, language), "2021-01-01");
        }
    }

    /** Not by dice, which would change the rest of the day. */
    static String languageFor(String user) {
        return LANGUAGES.get(Math.floorMod(user.hashCode(), LANGUAGES.size()));
    }

    private static void say(DayShape shape, Script script, Trade trade, ObjectNode notice, String validFrom) {
        script.say(
                shape.at(4, 0),
                trade.source(),
                DayTypes.NOTICE_PUBLICATION,
                notice.put("validFrom", validFrom + "T00:00:00Z"));
    }

    private static ObjectNode notice(Trade trade, String version, String language) {
        boolean german = language.equals("de");
        ObjectNode notice = Script.data()
                .put("company", trade.company())
                .put("version", version)
                .put("language", language)
                .put("title", (german ? "Darf %s Ihnen schreiben?" : "May %s write to you?").formatted(trade.name()))
                .put(
                        "text",
                        german
                                ? "Nur wozu Sie Ja sagen. Sie können es jederzeit zurücknehmen."
                                : "Only for what you say yes to. You can take it back at any time.");
        var purposes = notice.putArray("purposes");
        (version.equals(ORDERS_ONLY) ? Relations.PURPOSES.subList(0, 1) : Relations.PURPOSES).forEach(purposes::add);
        return notice.put("controllerContact", "privacy@" + trade.company() + ".example")
                .put("retention", german ? "Zwei Jahre" : "Two years");
    }
}
