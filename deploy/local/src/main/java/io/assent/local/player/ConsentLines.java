package io.assent.local.player;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assent.local.day.DayLine;
import io.assent.local.stack.Service;

/** Companies ask, people decide; each answer is waited for until the gates know it. */
final class ConsentLines {
    private final Cast cast;

    ConsentLines(Cast cast) {
        this.cast = cast;
    }

    Outcome onboard(DayLine line) throws InterruptedException {
        Call call = Call.post(Service.CONSENT, "/v1/companies", line.data()).as("operator", "operations");
        Answer answer = cast.api.call(call.once(line.id()).at(line.time()));
        if (answer.ok()) {
            String company = line.text("company");
            // The gate creates it when it knows the company.
            cast.publisher.awaitTopic("notification.requests." + company);
            cast.company(company).publishKey().refusal().ifPresent(reason -> {
                throw new IllegalStateException("the company's key was refused: " + reason);
            });
        }
        return Outcome.of(answer);
    }

    Outcome publish(DayLine line) throws InterruptedException {
        String company = line.text("company");
        String path = "/v1/companies/%s/notices/%s/%s".formatted(company, line.text("version"), line.text("language"));
        Call call = Call.put(Service.CONSENT, path, without(line, "company", "version", "language"));
        return Outcome.of(cast.api.call(cast.company(company).as(call)));
    }

    Outcome request(DayLine line) throws InterruptedException {
        String company = line.text("company");
        Call call =
                Call.post(Service.CONSENT, "/v1/companies/" + company + "/contact-requests", without(line, "company"));
        Answer answer =
                cast.api.call(cast.company(company).as(call).once(line.id()).at(line.time()));
        return settled(answer);
    }

    Outcome decide(DayLine line, String move) throws InterruptedException {
        String path = "/v1/people/" + line.text("user") + "/contacts/" + line.text("company") + "/" + move;
        Call call = Call.post(Service.CONSENT, path, without(line, "user", "company"));
        return settled(cast.call(line.text("user"), line.time(), call.once(line.id())));
    }

    Outcome chooseAds(DayLine line) throws InterruptedException {
        String path = "/v1/people/" + line.text("user") + "/ads-choice";
        Call call = Call.put(Service.CONSENT, path, line.data());
        Answer answer = cast.call(line.text("user"), line.time(), call.once(line.id()));
        answer.consistencyToken().ifPresent(cast.offsets::saw);
        return Outcome.of(answer);
    }

    /** What waits is cancelled when the gate applies the decision; the next line of this person must find that done. */
    private Outcome settled(Answer answer) throws InterruptedException {
        if (answer.consistencyToken().isPresent()) {
            cast.api.awaitFresh(
                    Service.NOTIFICATION,
                    cast.offsets.saw(answer.consistencyToken().get()));
        }
        return Outcome.of(answer);
    }

    private static JsonNode without(DayLine line, String... fields) {
        ObjectNode body = line.data().deepCopy();
        for (String field : fields) {
            body.remove(field);
        }
        return body;
    }
}
