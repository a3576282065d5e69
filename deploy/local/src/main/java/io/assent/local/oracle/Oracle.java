package io.assent.local.oracle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Base64.getUrlDecoder;

import com.fasterxml.jackson.databind.JsonNode;
import io.assent.local.day.DayLine;
import io.assent.local.outcome.Charge;
import io.assent.local.outcome.DayOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Reads days line by line and says what must come out; as plain as can be, and it shares nothing with what it judges. */
public final class Oracle {
    private static final long MONTH_SECONDS = 2_592_000;

    /** @param country of the person when the message was let through: that is where it is charged, wherever they are by then */
    private record Message(String key, DayLine line, String country, String purpose, Instant expiresAt) {}

    private final DayOutcome out = new DayOutcome();
    private final Contacts contacts = new Contacts();
    private final Notices notices = new Notices();
    private final StatusModel status = new StatusModel();
    private final Map<String, DayLine> people = new HashMap<>();
    private final Map<String, JsonNode> requests = new HashMap<>();
    private final Set<String> companies = new HashSet<>();
    private final Set<String> online = new HashSet<>();
    private final Set<String> done = new HashSet<>();
    private final Map<String, List<Message>> waiting = new HashMap<>();
    private final Prices prices;

    public Oracle(Prices prices) {
        this.prices = prices;
    }

    /** What must have come out when these lines were played after all before them, and what then waits has expired. */
    public DayOutcome after(List<DayLine> lines) {
        for (DayLine line : lines) {
            boolean judgedAgain = Set.of("NotificationRequest", "StatusViewed").contains(line.kind());
            String refusal = judgedAgain || !done.contains(line.id()) ? play(line, line.kind()) : "";
            if (refusal.isEmpty()) {
                done.add(line.id());
            } else {
                out.refusals().put(line.label(), refusal);
            }
            deliver(line.text("user"), line.time());
        }
        waiting.keySet().forEach(user -> settle(user, any -> true, Instant.MAX, none -> {}));
        return out;
    }

    /** Says why the line is refused, or nothing. */
    private String play(DayLine line, String kind) {
        String user = line.text("user");
        String company = line.text("company");
        Set<String> purposes = line.texts("purposes");
        switch (kind) {
            case "NotificationRequest" -> {
                return request(line, user, company, line.text("category"));
            }
            case "NoticePublication" -> {
                return companies.contains(company) ? notices.publish(line) : "unknown_company";
            }
            case "ContactRequest" -> {
                String fault = companies.contains(company) ? notices.objection(line) : "unknown_company";
                return fault.isEmpty() ? contacts.ask(user, company, purposes, line.time()) : fault;
            }
            case "ContactAcceptance", "ContactRefusal", "ContactUnblock" -> {
                return contacts.move(kind, user, company, purposes, line.time());
            }
            case "ConsentWithdrawal", "ContactBlock" -> {
                String end = "suppressed cancelled_by_" + (kind.equals("ContactBlock") ? "block" : "withdrawal");
                Predicate<Message> meant =
                        m -> m.key.startsWith(company + "/") && (purposes.isEmpty() || purposes.contains(m.purpose));
                settle(user, meant, line.time(), m -> out.messages().put(m.key, end));
                return contacts.move(kind, user, company, purposes, line.time());
            }
            case "ChatReply" -> {
                if (!contacts.objection(user, company, "chat").isEmpty()) {
                    return "no_consent";
                }
                out.messages().put("%s to %s: %s".formatted(user, company, line.text("text")), "arrived");
                charge(line, country(line), "chat", line.time());
            }
            case "CompanyOnboarding" -> {
                if (companies.add(company)) {
                    charge(line, country(line), "setup", line.time());
                }
            }
            case "CampaignBooking" -> {
                return status.book(line, out);
            }
            case "AdsChoice" -> {
                String age = people.getOrDefault(user, line).text("ageBand");
                if (line.text("choice").equals("personalised") && age.equals("minor")) {
                    return "minor";
                }
                status.choices().put(user, line.text("choice"));
            }
            case "Connected" -> online.add(user);
            case "Disconnected" -> online.remove(user);
            case "PersonChanged" ->
                people.merge(user, line, (a, b) -> b.number("version") > a.number("version") ? b : a);
            case "StatusPosted" -> status.post(line);
            case "StatusViewed" -> status.view(line, people.getOrDefault(line.text("viewer"), line), contacts, out);
            default -> throw new IllegalArgumentException(line.label());
        }
        return "";
    }

    private String request(DayLine line, String user, String company, String category) {
        boolean code = category.equals("authentication");
        long ttl = line.data().path("ttlSeconds").asLong(code ? 600 : MONTH_SECONDS);
        String key = company + "/" + line.id();
        String fault = companies.contains(company) ? bodyFault(line, user) : "unknown_company";
        if (!fault.isEmpty() || ttl < 30 || ttl > (code ? 900 : MONTH_SECONDS)) {
            return fault.isEmpty() ? "ttl_out_of_bounds" : fault;
        }
        JsonNode before = requests.putIfAbsent(key, line.data());
        if (before != null) {
            return before.equals(line.data()) ? "" : "idempotency_key_reused";
        }
        String purpose = category.equals("chat") ? "chat" : "notifications." + category;
        String why = people.containsKey(user) ? contacts.objection(user, company, purpose) : "unknown_recipient";
        if (!why.isEmpty()) {
            out.messages().put(key, "suppressed " + why);
        } else if (line.data().has("sealed")) {
            return "wrong_key_id"; // what a file brings sealed is sealed to nobody's key
        } else {
            waiting.computeIfAbsent(user, absent -> new ArrayList<>())
                    .add(new Message(
                            key, line, country(line), purpose, line.time().plusSeconds(ttl)));
        }
        return "";
    }

    private static String bodyFault(DayLine line, String user) {
        for (String sealed : line.texts("sealed")) {
            String[] parts = sealed.split("\\.", -1);
            String header = parts.length == 5 ? new String(getUrlDecoder().decode(parts[0]), UTF_8) : "";
            if (!header.contains("\"alg\":\"ECDH-ES\"")) {
                return header.isEmpty() ? "not_sealed" : "jwe_header_refused";
            } else if (!header.contains("\"to\":\"" + user + "\"")) {
                return "wrong_recipient";
            }
        }
        return "";
    }

    /** Delivers what waits for the person, who may just have connected. */
    private void deliver(String user, Instant now) {
        if (online.contains(user)) {
            settle(user, any -> true, now, m -> {
                out.messages().put(m.key, "delivered");
                charge(m.line, m.country, m.line.text("category"), now);
            });
        }
    }

    /** Ends all that waits for the person and is meant: expired by now, or else as {@code end} says. */
    private void settle(String user, Predicate<Message> meant, Instant now, Consumer<Message> end) {
        List<Message> waits = waiting.getOrDefault(user, new ArrayList<>());
        List<Message> ended = waits.stream().filter(meant).toList();
        waits.removeAll(ended);
        ended.forEach(m -> out.messages().put(m.key, "expired"));
        ended.stream().filter(m -> now.isBefore(m.expiresAt)).forEach(end);
    }

    private String country(DayLine line) {
        return people.getOrDefault(line.text("user"), line).text("country");
    }

    private void charge(DayLine line, String country, String category, Instant at) {
        long price = prices.price(country, category, at.toString().substring(0, 10));
        String account = String.join(" ", line.text("company"), category, country, Long.toString(price));
        out.charges().merge(account, Charge.one(price), Charge::plus);
    }
}
