package io.assent.bench.ads;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.assent.bench.frame.BenchStack;
import io.assent.bench.frame.Events;
import io.assent.bench.frame.HttpLoad;
import io.assent.bench.frame.ServiceMetrics;
import io.assent.local.stack.Service;
import io.assent.servers.TokenIssuer;
import java.io.StringReader;
import java.sql.Connection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** Viewers who chose personalised ads, what their contacts posted, and campaigns of many advertisers. */
final class AdsWorld {
    static final int CAMPAIGNS = 100_000;
    static final int VIEWERS = 2_000;
    /** A service that has just begun answers some feeds without ads, and that is as it must be. */
    private static final double WORTHLESS = 0.1;

    private static final int AUTHORS = 500;
    private static final int CONTACTS = 12;
    private static final int ADVERTISERS = 5_000;
    private static final int ROWS_AT_ONCE = 5_000;
    private static final int SAMPLE = 50;
    private static final int CONNECTIONS = 16;
    private static final List<String> COUNTRIES = List.of("DE", "GB", "IN", "BR", "FR", "ES", "IT", "MX", "ID", "US");
    private static final List<String> LANGUAGES = List.of("de", "en", "hi", "pt", "fr", "es", "it");
    private static final List<String> AGES = List.of("", "", "\"adult\"", "\"minor\"");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final BenchStack stack;
    private final HttpLoad http;
    private final int ads;
    private final int consent;
    private final List<String> tokens = new ArrayList<>();

    AdsWorld(BenchStack stack, HttpLoad http) {
        this.stack = stack;
        this.http = http;
        this.ads = stack.port(Service.AD);
        this.consent = stack.port(Service.CONSENT);
        TokenIssuer issuer = stack.stack().endpoints().tokens();
        for (int viewer = 0; viewer < VIEWERS; viewer++) {
            tokens.add(issuer.token("person", person(viewer)));
        }
    }

    String token(int viewer) {
        return tokens.get(viewer);
    }

    /** Each look at a feed is a new one. */
    HttpLoad.Ask feed(long number) {
        int viewer = (int) (number % VIEWERS);
        return HttpLoad.Ask.get(ads, "/v1/people/" + person(viewer) + "/feed?feed=f-" + number, token(viewer));
    }

    void build() throws Exception {
        bookCampaigns();
        try (Events events = new Events(stack)) {
            Instant now = Instant.now();
            for (int viewer = 0; viewer < VIEWERS; viewer++) {
                events.send("people.events", person(viewer), "io.assent.people.PersonChanged", now, describe(viewer));
            }
            for (int author = 0; author < AUTHORS; author++) {
                events.send("status.events", author(author), "io.assent.status.StatusPosted", now, post(author));
            }
        }
        http.all(
                number -> HttpLoad.Ask.put(
                        consent,
                        "/v1/people/" + person((int) number) + "/ads-choice",
                        token((int) number),
                        "{\"choice\":\"personalised\"}",
                        200),
                0,
                VIEWERS,
                CONNECTIONS);
        String _ = askUntilAdsAreServed(-1);
    }

    private static String person(int viewer) {
        return "viewer-" + viewer;
    }

    private static String author(int author) {
        return "author-" + Math.floorMod(author, AUTHORS);
    }

    private static String describe(int viewer) {
        String contacts = IntStream.range(0, CONTACTS)
                .mapToObj(n -> "\"" + author(viewer * 31 + n * 17) + "\"")
                .collect(Collectors.joining(","));
        return "{\"user\":\"%s\",\"country\":\"%s\",\"language\":\"%s\",\"ageBand\":\"adult\",\"contacts\":[%s],\"version\":1}"
                .formatted(
                        person(viewer),
                        COUNTRIES.get(viewer % COUNTRIES.size()),
                        LANGUAGES.get(viewer % LANGUAGES.size()),
                        contacts);
    }

    private static String post(int author) {
        return "{\"postId\":\"post-%d\",\"author\":\"%s\",\"kind\":\"photo\"}".formatted(author, author(author));
    }

    /** By COPY into the real table, as if they had been booked. */
    private void bookCampaigns() throws Exception {
        Instant from = Instant.now().minus(1, ChronoUnit.HOURS);
        Instant to = from.plus(30, ChronoUnit.DAYS);
        try (Connection connection = stack.database(Service.AD)) {
            CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
            for (int start = 0; start < CAMPAIGNS; start += ROWS_AT_ONCE) {
                String rows = IntStream.range(start, Math.min(CAMPAIGNS, start + ROWS_AT_ONCE))
                        .mapToObj(n -> campaign(n) + "\t" + from + "\t" + to)
                        .collect(Collectors.joining("\n", "", "\n"));
                copy.copyIn(
                        "copy campaign (id, company, definition, budget_micros, cpm_micros, currency, starts_at, ends_at)"
                                + " from stdin",
                        new StringReader(rows));
            }
        }
    }

    /** One in ten is for every country, one in three for every language; prices differ. */
    private static String campaign(int n) {
        String countries = n % 10 == 9 ? "" : "\"" + COUNTRIES.get(n / 7 % COUNTRIES.size()) + "\"";
        String languages = n % 3 == 2 ? "" : "\"" + LANGUAGES.get(n % LANGUAGES.size()) + "\"";
        String definition =
                "{\"creatives\":[{\"kind\":\"PHOTO\",\"headline\":\"Offer number %d of this week\",\"media\":\"https://media.example/%d.webp\"}],"
                                .formatted(n, n)
                        + "\"targeting\":{\"countries\":[%s],\"languages\":[%s],\"ageBands\":[%s]}}"
                                .formatted(countries, languages, AGES.get(n % AGES.size()));
        long cpmMicros = 1_000L * (1_000 + (n * 7_919L) % 9_000);
        return String.join(
                "\t",
                "campaign-" + n,
                "advertiser-" + n % ADVERTISERS,
                definition,
                Long.toString(100_000_000_000L),
                Long.toString(cpmMicros),
                "EUR");
    }

    /** A cold service may not have its lease in time. */
    private String askUntilAdsAreServed(int number) throws Exception {
        for (int tries = 0; tries < 300; tries++) {
            String feed = ask(number);
            if (sponsored(feed) > 0) {
                return feed;
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("no feed has ads");
    }

    /** Also says that feeds are what they should be: twelve posts, three ads. */
    int meanFeedBytes() throws Exception {
        long bytes = 0;
        for (int viewer = 0; viewer < SAMPLE; viewer++) {
            String feed = askUntilAdsAreServed(-1_000 - viewer);
            int posts = JSON.readTree(feed).path("items").size() - sponsored(feed);
            if (posts != CONTACTS || sponsored(feed) != 3) {
                throw new IllegalStateException("a feed of %d posts and %d ads".formatted(posts, sponsored(feed)));
            }
            bytes += feed.length();
        }
        return (int) (bytes / SAMPLE);
    }

    /**
     * The share of feeds that were without ads since the lease was not fresh. A service that withholds its ads is not fast.
     *
     * @throws IllegalStateException when that share makes the figure worthless
     */
    double withheldShare() throws Exception {
        double withheld = new ServiceMetrics(List.of(ads)).sum("assent_feeds_total{ads=\"withheld\"");
        double shown = new ServiceMetrics(List.of(ads)).sum("assent_feeds_total{ads=\"shown\"");
        double share = withheld / (shown + withheld);
        if (share > WORTHLESS) {
            throw new IllegalStateException(
                    "%.0f feeds had ads, %.0f were without a fresh lease".formatted(shown, withheld));
        }
        return share;
    }

    private String ask(int number) throws Exception {
        int viewer = Math.floorMod(number, VIEWERS);
        HttpLoad.Ask feed =
                HttpLoad.Ask.get(ads, "/v1/people/" + person(viewer) + "/feed?feed=try" + -number, token(viewer));
        return http.send(feed, Map.of())
                .toCompletionStage()
                .toCompletableFuture()
                .get()
                .toString();
    }

    private static int sponsored(String feed) throws Exception {
        int sponsored = 0;
        for (JsonNode item : JSON.readTree(feed).path("items")) {
            sponsored += item.path("type").asText().equals("sponsored") ? 1 : 0;
        }
        return sponsored;
    }
}
