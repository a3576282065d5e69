package io.assent.consent.rest;

import io.assent.base.rest.Problem;
import io.assent.consent.store.Checkpoints;
import io.assent.consent.store.HistoryProofs;
import io.assent.consent.store.SignedCheckpoint;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the history was, signed, and proofs of it: open to everyone, for without the salts nobody can tell of whom an entry is. Who
 * keeps checkpoints can prove it when the history is rewritten.
 */
@Path("/v1/checkpoints")
@PermitAll
@RunOnVirtualThread
public class CheckpointResource {
    private static final int LAST_SHARD = 23;

    private final Checkpoints checkpoints;
    private final HistoryProofs proofs;
    private final Coverage coverage;

    public CheckpointResource(Checkpoints checkpoints, HistoryProofs proofs, Coverage coverage) {
        this.checkpoints = checkpoints;
        this.coverage = coverage;
        this.proofs = proofs;
    }

    /** @param checkpoints JWS, the last of each shard */
    public record Latest(List<String> checkpoints) {}

    /** @param checkpoint JWS */
    public record One(String checkpoint) {}

    @GET
    public Latest latest() {
        return new Latest(checkpoints.latest());
    }

    /** The checkpoint of a shard that covers exactly so many entries. */
    @GET
    @Path("{shard}/{treeSize}")
    public One ofSize(
            @PathParam("shard") @Min(0) @Max(LAST_SHARD) int shard, @PathParam("treeSize") @Min(1) long treeSize) {
        return new One(existing(shard, treeSize).jws());
    }

    /** That an entry is in the history: under the checkpoint of this size, or under the last one when none is named. */
    @GET
    @Path("{shard}/inclusion/{sequence}")
    public ProofFile.OfInclusion inclusion(
            @PathParam("shard") @Min(0) @Max(LAST_SHARD) int shard,
            @PathParam("sequence") @Min(1) long sequence,
            @QueryParam("treeSize") @Min(1) @Nullable Long treeSize) {
        if (treeSize == null) {
            return ProofFile.OfInclusion.of(coverage.of(shard, sequence));
        }
        SignedCheckpoint checkpoint = existing(shard, treeSize);
        if (treeSize < sequence) {
            throw Problem.refused(400, "not_covered", "a checkpoint of this size does not reach to this entry");
        }
        return ProofFile.OfInclusion.of(coverage.under(checkpoint, sequence));
    }

    /** That an earlier checkpoint is the beginning of a later one. */
    @GET
    @Path("{shard}/consistency")
    public ProofFile.OfConsistency consistency(
            @PathParam("shard") @Min(0) @Max(LAST_SHARD) int shard,
            @QueryParam("from") @NotNull @Min(1) Long from,
            @QueryParam("to") @NotNull @Min(1) Long to) {
        if (from > to) {
            throw Problem.invalidField("from: the earlier checkpoint is larger than the later");
        }
        SignedCheckpoint earlier = existing(shard, from);
        SignedCheckpoint later = existing(shard, to);
        return new ProofFile.OfConsistency(
                earlier.jws(),
                later.jws(),
                ProofFile.Consistency.of(proofs.consistency(earlier.checkpoint(), later.checkpoint())));
    }

    private SignedCheckpoint existing(int shard, long treeSize) {
        return checkpoints
                .ofSize(shard, treeSize)
                .orElseThrow(() -> Problem.refused(404, "no_checkpoint", "no checkpoint of this size was signed"));
    }
}
