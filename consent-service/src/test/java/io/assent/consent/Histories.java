package io.assent.consent;

import io.assent.consent.history.HistoryChain;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.awaitility.Awaitility;

/** Histories that grow, and that somebody changes who may not. */
final class Histories {
    private Histories() {}

    static long head(int shard) {
        return Long.parseLong(Database.value("select sequence from shard where shard = ?", shard));
    }

    /** Signs for all that there is. */
    static long signedHead(int shard) {
        return Proofs.checkpoint(Proofs.get("/v1/checkpoints/" + shard + "/inclusion/" + head(shard))
                        .path("checkpoint")
                        .asText())
                .treeSize();
    }

    static List<Long> signedSizes(int shard) {
        String sizes = Database.value(
                "select string_agg(tree_size::text, ',' order by tree_size) from checkpoint where shard = ?", shard);
        return sizes.equals("null")
                ? List.of()
                : Arrays.stream(sizes.split(",")).map(Long::parseLong).toList();
    }

    /** So many entries more, each in a group of its own, of an accepted contact: withdrawn, accepted again, and so on. */
    static void change(String company, String person, int entries) {
        for (int i = 0; i < entries; i++) {
            String accept = "{\"purposes\":[\"chat\"]}";
            boolean withdraw = i % 2 == 0;
            Api.as("person", person)
                    .body(withdraw ? "{}" : accept)
                    .post(Api.contact(company, person) + (withdraw ? "/withdraw" : "/accept"))
                    .then()
                    .statusCode(200);
        }
    }

    /** What Kafka shows may be signed for. */
    static void awaitTail(int shard) {
        Awaitility.await()
                .until(() -> Database.value("select version from shard_tail where shard = ?", shard)
                        .equals(Long.toString(head(shard))));
    }

    static void keep() {
        Database.execute("create table kept as select * from history");
    }

    /** Puts back what was kept; what came since stays. */
    static void restore() {
        Database.execute(
                "delete from history using kept where kept.shard = history.shard and kept.sequence = history.sequence");
        Database.execute("insert into history select * from kept");
        Database.execute("drop table kept");
    }

    static void tamper(String assignment, int shard, long sequence) {
        Database.execute("update history set " + assignment + " where shard = ? and sequence = ?", shard, sequence);
    }

    /** Changes an entry that was signed for, and writes the chain and the head so that they fit. */
    static void rewriteChain(int shard, long sequence) {
        tamper("commitment = sha256(commitment)", shard, sequence);
        byte[] previous = sequence == 1 ? HistoryChain.start() : bytes("hash", shard, sequence - 1);
        byte[] hash = HistoryChain.next(previous, sequence, bytes("commitment", shard, sequence));
        Database.execute("update history set hash = ? where shard = ? and sequence = ?", hash, shard, sequence);
        Database.execute("update shard set chain_hash = ? where shard = ?", hash, shard);
    }

    /** After a restore: the last entry followed what was not so. */
    static void rewriteHead(int shard) {
        long head = head(shard);
        byte[] hash = HistoryChain.next(bytes("hash", shard, head - 1), head, bytes("commitment", shard, head));
        Database.execute("update history set hash = ? where shard = ? and sequence = ?", hash, shard, head);
        Database.execute("update shard set chain_hash = ? where shard = ?", hash, shard);
    }

    private static byte[] bytes(String column, int shard, long sequence) {
        return HexFormat.of()
                .parseHex(Database.value(
                        "select encode(" + column + ", 'hex') from history where shard = ? and sequence = ?",
                        shard,
                        sequence));
    }
}
