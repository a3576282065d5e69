package io.assent.local.oracle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.assent.local.day.DayLine;
import io.assent.local.outcome.Charge;
import io.assent.local.outcome.DayOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
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

    private record Message(String key, DayLine line, String purpose, String country, Instant expiresAt) {}

    private final DayOutcome out = new DayOutcome();
    private final Contacts contacts = new Contacts();
    private final StatusModel status = new StatusModel(contacts, out);
    private final Map<String, JsonNode> people = new HashMap<>();
    private final Map<String, JsonNode> requests = new HashMap<>();
    private final Set<String> companies = new HashSet<>();
    private final Set<String> online = new HashSet<>();
    private final Set<String> done = new HashSet<>();
    private final List<Message> waiting = new ArrayList<>();
    private final Prices prices;

    public Oracle(Prices prices) {
        this.prices = prices;
    }

    /** What must have come out when these lines were played after all before them, and what then waits has expired. */
    public DayOutcome after(List<DayLine> lines) {
        for (DayLine line : lines) {
            String kind = line.type().substring(line.type().lastIndexOf('.') + 1);
            boolean again = done.contains(line.id())
                    && !Set.of("NotificationRequest", "StatusViewed").contains(kind);
            String refusal = again ? "" : play(line, kind, line.text("user"), line.text("company"));
            boolean kept =
                    refusal.isEmpty() ? done.add(line.id()) : out.refusals().put(line.label(), refusal) == null;
        }
        settle(any -> true, Instant.MAX, none -> {});
        return out;
    }

    /** Says why the line is refused, or nothing. */
    private String play(DayLine line, String kind, String user, String company) {
        Set<String> purposes =
                line.data().path("purposes").valueStream().map(JsonNode::asText).collect(toSet());
        switch (kind) {
            case "NotificationRequest" -> {
                return request(line, user, company, line.text("category"));
            }
            case "ContactRequest", "ContactAcceptance", "ContactRefusal", "ContactUnblock" -> {
                boolean nobody = kind.equals("ContactRequest") && !companies.contains(company);
                return nobody ? "unknown_company" : contacts.move(kind, user, company, purposes);
            }
            case "ConsentWithdrawal", "ContactBlock" -> {
                String end = kind.equals("ContactBlock") ? "cancelled_by_block" : "cancelled_by_withdrawal";
                settle(
                        m -> m.key.startsWith(company + "/")
                                && m.line.text("user").equals(user)
                                && (purposes.isEmpty() || purposes.contains(m.purpose)),
                        line.time(),
                        message -> out.messages().put(message.key, "suppressed " + end));
                return contacts.move(kind, user, company, purposes);
            }
            case "ChatReply" -> {
                if (!contacts.objection(user, company, "chat").isEmpty()) {
                    return "no_consent";
                }
                out.messages().put("%s to %s: %s".formatted(user, company, line.text("text")), "arrived");
                charge(company, "chat", person(user).path("country").asText(), line.time());
            }
            case "CompanyOnboarding" -> {
                if (companies.add(company)) {
                    charge(company, "setup", line.text("country"), line.time());
                }
            }
            case "CampaignBooking" -> {
                return status.book(line);
            }
            case "AdsChoice" -> status.choices().put(user, line.text("choice"));
            case "Connected" -> {
                online.add(user);
                settle(m -> m.line.text("user").equals(user), line.time(), m -> arrive(m, line.time()));
            }
            case "Disconnected" -> online.remove(user);
            case "PersonChanged" -> people.merge(user, line.data(), (a, b) -> version(b) > version(a) ? b : a);
            case "StatusPosted" -> status.posts().putIfAbsent(line.text("postId"), line);
            case "StatusViewed" -> status.view(line, person(line.text("viewer")));
            default -> throw new IllegalArgumentException(line.label());
        }
        return "";
    }

    private String request(DayLine line, String user, String company, String category) {
        boolean code = category.equals("authentication");
        long ttl = line.data().path("ttlSeconds").asLong(code ? 600 : MONTH_SECONDS);
        String key = company + "/" + line.id();
        String purpose = category.equals("chat") ? "chat" : "notifications." + category;
        String fault = companies.contains(company) ? shapeFault(line, user) : "unknown_company";
        if (!fault.isEmpty() || ttl < 30 || ttl > (code ? 900 : MONTH_SECONDS)) {
            return fault.isEmpty() ? "ttl_out_of_bounds" : fault;
        }
        JsonNode before = requests.putIfAbsent(key, line.data());
        if (before != null) {
            return before.equals(line.data()) ? "" : "idempotency_key_reused";
        }
        boolean known = people.containsKey(user);
        String objection = known ? contacts.objection(user, company, purpose) : "unknown_recipient";
        if (!objection.isEmpty()) {
            out.messages().put(key, "suppressed " + objection);
        } else if (line.data().has("sealed")) {
            return "wrong_key_id"; // what a file brings sealed is sealed to nobody's key
        } else {
            String country = person(user).path("country").asText();
            arrive(new Message(key, line, purpose, country, line.time().plusSeconds(ttl)), line.time());
        }
        return "";
    }

    private static String shapeFault(DayLine line, String user) {
        for (JsonNode sealed : line.data().path("sealed")) {
            String[] parts = sealed.asText().split("\\.", -1);
            String header =
                    parts.length == 5 ? new String(Base64.getUrlDecoder().decode(parts[0]), UTF_8) : "";
            if (!header.contains("\"to\":\"" + user + "\"") || !header.contains("\"alg\":\"ECDH-ES\"")) {
                String fault = header.contains("\"alg\":\"ECDH-ES\"") ? "wrong_recipient" : "jwe_header_refused";
                return header.isEmpty() ? "not_sealed" : fault;
            }
        }
        return "";
    }

    private void arrive(Message message, Instant now) {
        String user = message.line.text("user");
        if (online.contains(user)) {
            out.messages().put(message.key, "delivered");
            String company = message.line.text("company");
            charge(
                    company,
                    message.line.text("category"),
                    person(user).path("country").asText(),
                    now);
        } else {
            waiting.add(message);
        }
    }

    /** Ends all that waits and is meant: expired by now, or else as {@code end} says. */
    private void settle(Predicate<Message> meant, Instant now, Consumer<Message> end) {
        List<Message> ended = waiting.stream().filter(meant).toList();
        waiting.removeAll(ended);
        Consumer<Message> expire = message -> out.messages().put(message.key, "expired");
        ended.forEach(message -> (now.isBefore(message.expiresAt) ? end : expire).accept(message));
    }

    private void charge(String company, String category, String country, Instant at) {
        long price = prices.price(country, category, at.toString().substring(0, 10));
        String account = String.join(" ", company, category, country, Long.toString(price));
        out.charges().merge(account, Charge.one(price), Charge::plus);
    }

    private JsonNode person(String user) {
        return people.getOrDefault(user, MissingNode.getInstance());
    }

    private static long version(JsonNode person) {
        return person.path("version").asLong();
    }
}
