package io.assent.proof;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A signed statement of how a log was at a time: so many entries, and no others. Two checkpoints of a log are consistent, or its
 * owner is caught.
 *
 * @param log name of the log
 * @param shard a log may have several, each with its own tree
 * @param treeSize how many entries it covers
 * @param rootHash of the Merkle tree over them
 * @param chainHash of the last of them in the hash chain
 */
public record Checkpoint(String log, int shard, long treeSize, Hash rootHash, Hash chainHash, Instant time) {
    /** The JWS type. */
    public static final String TYPE = "assent-checkpoint+jws";

    /** As a compact JWS. */
    public String sign(SigningKey key) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("log", log);
        payload.put("shard", shard);
        payload.put("treeSize", treeSize);
        payload.put("rootHash", rootHash.toString());
        payload.put("chainHash", chainHash.toString());
        payload.put("time", time.toString());
        return key.sign(TYPE, JSONObjectUtils.toJSONString(payload));
    }

    /**
     * Of the payload of a statement whose signature was checked.
     *
     * @throws IllegalArgumentException when it is not that of a checkpoint
     */
    public static Checkpoint of(Statement.Reading.Signed statement) {
        try {
            Map<String, Object> payload = JSONObjectUtils.parse(statement.payload());
            return new Checkpoint(
                    text(payload, "log"),
                    JSONObjectUtils.getInt(payload, "shard"),
                    JSONObjectUtils.getLong(payload, "treeSize"),
                    Hash.ofHex(text(payload, "rootHash")),
                    Hash.ofHex(text(payload, "chainHash")),
                    Instant.parse(text(payload, "time")));
        } catch (ParseException | DateTimeException e) {
            throw new IllegalArgumentException("not the payload of a checkpoint", e);
        }
    }

    private static String text(Map<String, Object> payload, String member) throws ParseException {
        String text = JSONObjectUtils.getString(payload, member);
        if (text == null) {
            throw new ParseException(member + " is missing", 0);
        }
        return text;
    }
}
