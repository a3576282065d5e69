package io.assent.local.player;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.nimbusds.jose.jwk.ECKey;
import io.assent.local.day.DayLine;
import io.assent.local.stack.Service;
import io.assent.notification.client.Seal;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A company as sender: it fetches its customers' keys, seals for them, and reads what they write back. */
final class Company {
    private final String id;
    private final ECKey key;
    private final Api api;
    private final SealedBodies kept;
    private final Map<String, List<ECKey>> addressBook = new ConcurrentHashMap<>();

    Company(String id, ECKey key, Api api, SealedBodies kept) {
        this.id = id;
        this.key = key;
        this.api = api;
        this.kept = kept;
    }

    Call as(Call call) {
        return call.as("company", id);
    }

    /** Makes its public key known, so that people can write to it. */
    Answer publishKey() throws InterruptedException {
        JsonNode jwk = Api.JSON.valueToTree(key.toPublicJWK().toJSONObject());
        return api.call(as(Call.put(Service.NOTIFICATION, "/v1/companies/" + id + "/key", jwk)));
    }

    /** The text sealed for each device of the recipient, or what the line brings sealed, as it stands. */
    ArrayNode bodies(DayLine line) throws InterruptedException {
        if (line.data().has("sealed")) {
            return (ArrayNode) line.data().get("sealed");
        }
        var before = kept.find(id, line.id(), line.text("text"));
        if (before.isPresent()) {
            return before.get();
        }
        return kept.keep(id, line.id(), line.text("text"), seal(line.text("text"), line.text("user")));
    }

    /** The text sealed for each device of the recipient. */
    private ArrayNode seal(String text, String user) throws InterruptedException {
        ArrayNode bodies = Api.JSON.createArrayNode();
        for (ECKey recipient : keysOf(user)) {
            bodies.add(Seal.seal(text, recipient, user, id));
        }
        return bodies;
    }

    String open(String sealed) {
        return Seal.open(sealed, key);
    }

    /** The keys that the directory shows to this company; who is not let in seals to a key of its own making, as a rogue would. */
    private List<ECKey> keysOf(String user) throws InterruptedException {
        List<ECKey> known = addressBook.get(user);
        if (known == null) {
            Answer answer = api.call(as(Call.get(Service.NOTIFICATION, "/v1/people/" + user + "/keys")));
            known = answer.ok() ? keys(answer.body().path("keys")) : List.of();
            if (known.isEmpty()) {
                return List.of(Seal.newKey("made-up-by-" + id));
            }
            addressBook.put(user, known);
        }
        return known;
    }

    private static List<ECKey> keys(JsonNode directory) {
        List<ECKey> keys = new ArrayList<>();
        for (JsonNode entry : directory) {
            try {
                keys.add(ECKey.parse(entry.path("jwk").toString()));
            } catch (ParseException e) {
                throw new IllegalStateException("the key directory holds what is no key", e);
            }
        }
        return keys;
    }
}
