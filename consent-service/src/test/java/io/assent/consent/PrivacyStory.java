package io.assent.consent;

import java.util.concurrent.atomic.AtomicInteger;

/** A person with companies in each state, as pictures show them. */
final class PrivacyStory {
    private static final String NOTICE = """
            {"title":"Dürfen wir dir schreiben?",
             "text":"%s schreibt dir nur, wozu du ja sagst. Deine Antwort kannst du jederzeit hier ändern.",
             "controllerContact":"datenschutz@%s.example",
             "purposes":["chat","notifications.utility","notifications.marketing","notifications.authentication"],
             "retention":"Zwei Jahre.","validFrom":"2020-01-01T00:00:00Z"}""";

    private static final AtomicInteger TOLD = new AtomicInteger();

    private PrivacyStory() {}

    /** A new person who was asked by a shop, a travel portal, a ride service and others, and has answered most. */
    static String told() {
        String person = "mara-" + TOLD.incrementAndGet();
        asks("kaufwerk", "Kaufwerk", person, "notifications.utility", "notifications.marketing", "chat");
        asks("fernreise", "Fernreise & Söhne", person, "notifications.utility", "chat");
        answers(person, "fernreise", "/accept", "{\"purposes\":[\"notifications.utility\"]}");
        asks("flitz", "Flitz Fahrdienst", person, "notifications.utility", "notifications.authentication");
        answers(
                person,
                "flitz",
                "/accept",
                "{\"purposes\":[\"notifications.utility\",\"notifications.authentication\"]}");
        asks("gartenbau", "Gartenbau Grünling", person, "notifications.marketing", "chat");
        answers(person, "gartenbau", "/accept", "{\"purposes\":[\"notifications.marketing\"]}");
        answers(person, "gartenbau", "/stop-marketing", "{}");
        asks("lotterie", "Lotto Glückspilz", person, "notifications.marketing");
        answers(person, "lotterie", "/decline", "{}");
        asks("moebelhof", "Möbelhof", person, "notifications.marketing", "chat");
        answers(person, "moebelhof", "/accept", "{\"purposes\":[\"notifications.marketing\"]}");
        answers(person, "moebelhof", "/block", "{}");
        Api.as("person", person)
                .body("{\"choice\":\"contextual\"}")
                .put("/v1/people/" + person + "/ads-choice")
                .then()
                .statusCode(200);
        return person;
    }

    private static void asks(String company, String name, String person, String... purposes) {
        Api.as("operator", "ops")
                .body("{\"company\":\"%s\",\"name\":\"%s\",\"country\":\"DE\",\"vatId\":\"DE123456789\"}"
                        .formatted(company, name))
                .post("/v1/companies");
        Api.publish(company, "2026-03", "de", NOTICE.formatted(name, company));
        Api.as("company", company)
                .body("{\"user\":\"%s\",\"purposes\":[\"%s\"],\"noticeVersion\":\"2026-03\",\"language\":\"de\"}"
                        .formatted(person, String.join("\",\"", purposes)))
                .post("/v1/companies/" + company + "/contact-requests")
                .then()
                .statusCode(201);
    }

    private static void answers(String person, String company, String move, String body) {
        Api.as("person", person)
                .body(body)
                .post(Api.contact(company, person) + move)
                .then()
                .statusCode(200);
    }
}
