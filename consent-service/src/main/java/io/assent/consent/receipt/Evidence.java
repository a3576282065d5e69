package io.assent.consent.receipt;

/**
 * From which the commitment in the history can be computed again.
 *
 * @param salt Base64url
 * @param entry of the history, to the letter
 */
public record Evidence(String log, int shard, long sequence, String salt, String entry) {
    String recordId() {
        return log + "/" + shard + "/" + sequence;
    }
}
