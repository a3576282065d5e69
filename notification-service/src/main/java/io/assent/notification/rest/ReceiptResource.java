package io.assent.notification.rest;

import io.assent.base.EventTime;
import io.assent.base.rest.Caller;
import io.assent.base.rest.Problem;
import io.assent.exactlyonce.BarrierException;
import io.assent.exactlyonce.Relay;
import io.assent.notification.delivery.Receipt;
import io.assent.notification.delivery.ReceiptEffect;
import io.assent.notification.inbox.HandOver;
import io.assent.notification.store.GroupCommit;
import io.assent.notification.store.ReceiptStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a device has received and what was read, in any order. */
@Path("/v1/receipts")
@RolesAllowed("device")
@RunOnVirtualThread
public class ReceiptResource {
    private static final int MAX = 500;
    private static final String ANY_BUT_NUL = "[^\\x00]*";

    private final Caller caller;
    private final ReceiptStore store;
    private final EventTime time;
    private final Relay relay;
    private final HandOver handOver;

    public ReceiptResource(Caller caller, ReceiptStore store, EventTime time, Relay relay, HandOver handOver) {
        this.caller = caller;
        this.store = store;
        this.time = time;
        this.relay = relay;
        this.handOver = handOver;
    }

    /** At most 500 receipts. */
    public record Receipts(@NotEmpty @Size(max = MAX) List<@NotNull @Valid One> receipts) {}

    /** status is delivered or read; a message that was read was delivered. */
    public record One(
            @NotNull @Pattern(regexp = ANY_BUT_NUL) String messageId,
            @NotNull String status) {}

    /** In the order of the receipts. */
    public record Results(List<Result> results) {}

    /** result is recorded, duplicate, unknown_message or too_late (the message had ended otherwise). */
    public record Result(String messageId, String result) {}

    @POST
    public Results record(@HeaderParam("ce-time") @Nullable String ceTime, @NotNull @Valid Receipts receipts) {
        List<ReceiptStore.Acknowledged> acknowledged = receipts.receipts().stream()
                .map(one -> new ReceiptStore.Acknowledged(one.messageId(), receipt(one)))
                .toList();
        List<Optional<ReceiptEffect>> effects;
        try {
            effects = store.record(caller.person(), acknowledged, time.ofCall(ceTime));
        } catch (BarrierException e) {
            throw Problem.unavailable("the consent log cannot be followed now; repeat the receipts");
        } catch (GroupCommit.NoTurnException e) {
            throw Problem.unavailable("too many receipts come at once; repeat them");
        }
        relay.wake();
        handOver.acknowledged(
                caller.person(),
                acknowledged.stream().map(ReceiptStore.Acknowledged::messageId).collect(Collectors.toSet()));
        List<Result> results = new ArrayList<>();
        for (int i = 0; i < effects.size(); i++) {
            results.add(new Result(acknowledged.get(i).messageId(), code(effects.get(i))));
        }
        return new Results(results);
    }

    private static Receipt receipt(One one) {
        return Receipt.of(one.status()).orElseThrow(() -> Problem.invalidField("status is delivered or read"));
    }

    private static String code(Optional<ReceiptEffect> effect) {
        return effect.map(known -> switch (known) {
                    case DELIVERED, DELIVERED_AND_READ, READ -> "recorded";
                    case DUPLICATE -> "duplicate";
                    case TOO_LATE -> "too_late";
                    case NEVER_SENT -> "unknown_message";
                })
                .orElse("unknown_message");
    }
}
