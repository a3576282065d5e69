package io.assent.bench.consent;

import io.assent.bench.frame.BenchStack;
import io.assent.bench.frame.HttpLoad;
import io.assent.bench.frame.ServiceMetrics;
import io.assent.local.stack.Service;
import io.assent.servers.TokenIssuer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Pairs of a person and a company, each of which is decided about once: the n-th is always the same. */
final class ConsentWorld {
    private static final int COMPANIES = 20;
    private static final int PEOPLE = 5_000;
    private static final int CONNECTIONS = 64;
    private static final String NOTICE = """
            {"title":"Bench","text":"A contact to measure with.","purposes":["notifications.utility"],
             "controllerContact":"whoever measures","retention":"a bench","validFrom":"2020-01-01T00:00:00Z"}""";
    private static final String REQUEST = """
            {"user":"%s","purposes":["notifications.utility"],"noticeVersion":"bench-1","language":"en"}""";

    private final HttpLoad http;
    private final int port;
    private final String operator;
    private final List<String> companies = new ArrayList<>();
    private final List<String> people = new ArrayList<>();
    private long asked;

    ConsentWorld(BenchStack stack, HttpLoad http) {
        this.http = http;
        this.port = stack.port(Service.CONSENT);
        TokenIssuer issuer = stack.stack().endpoints().tokens();
        this.operator = issuer.token("operator", "operations");
        for (int i = 0; i < COMPANIES; i++) {
            companies.add(issuer.token("company", company(i)));
        }
        for (int i = 0; i < PEOPLE; i++) {
            people.add(issuer.token("person", person(i)));
        }
    }

    void onboard() throws Exception {
        for (int i = 0; i < COMPANIES; i++) {
            String json = "{\"company\":\"%s\",\"name\":\"Bench %d\",\"country\":\"DE\",\"vatId\":\"DE%09d\"}"
                    .formatted(company(i), i, i);
            send(HttpLoad.Ask.post(port, "/v1/companies", operator, json, 201));
            String notices = "/v1/companies/" + company(i) + "/notices/bench-1/en";
            send(HttpLoad.Ask.put(port, notices, companies.get(i), NOTICE, 201));
        }
    }

    private void send(HttpLoad.Ask ask) throws Exception {
        http.send(ask, Map.of()).toCompletionStage().toCompletableFuture().get();
    }

    /**
     * Companies ask for so many new contacts, and people look at what they are asked, as they do before they decide; so their
     * tokens are known by then.
     *
     * @return the number of the first
     */
    long ask(long pairs) throws InterruptedException {
        long first = asked;
        http.all(
                n -> HttpLoad.Ask.post(
                        port,
                        "/v1/companies/" + company(companyOf(n)) + "/contact-requests",
                        companies.get(companyOf(n)),
                        REQUEST.formatted(person(personOf(n))),
                        201),
                first,
                pairs,
                CONNECTIONS);
        http.all(n -> HttpLoad.Ask.get(port, contact(n), people.get(personOf(n))), first, pairs, CONNECTIONS);
        asked += pairs;
        if (asked > (long) COMPANIES * PEOPLE) {
            throw new IllegalStateException("there are no more pairs");
        }
        return first;
    }

    HttpLoad.Ask grant(long n) {
        return decide(n, "accept", "{\"purposes\":[\"notifications.utility\"]}");
    }

    HttpLoad.Ask withdraw(long n) {
        return decide(n, "withdraw", "{}");
    }

    HttpLoad.Ask block(long n) {
        return decide(n, "block", "{}");
    }

    HttpLoad.Ask ads(long n) {
        return choose(n, "contextual");
    }

    HttpLoad.Ask noAds(long n) {
        return choose(n, "none");
    }

    private HttpLoad.Ask choose(long n, String choice) {
        String person = person(personOf(n));
        String json = "{\"choice\":\"" + choice + "\"}";
        return HttpLoad.Ask.put(port, "/v1/people/" + person + "/ads-choice", people.get(personOf(n)), json, 200);
    }

    private HttpLoad.Ask decide(long n, String move, String json) {
        return HttpLoad.Ask.post(port, contact(n) + "/" + move, people.get(personOf(n)), json, 200);
    }

    private static String contact(long n) {
        return "/v1/people/" + person(personOf(n)) + "/contacts/" + company(companyOf(n));
    }

    double meanBatch(BenchStack stack) throws Exception {
        var metrics = new ServiceMetrics(stack.ports());
        return metrics.sum("assent_consent_group_size_sum") / metrics.sum("assent_consent_group_size_count");
    }

    private static int companyOf(long n) {
        return (int) (n / PEOPLE);
    }

    private static int personOf(long n) {
        return (int) (n % PEOPLE);
    }

    private static String company(int number) {
        return "bench-" + number;
    }

    private static String person(int number) {
        return "p-" + number;
    }
}
