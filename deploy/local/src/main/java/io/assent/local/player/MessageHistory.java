package io.assent.local.player;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the public log says about one message. */
final class MessageHistory {
    private final String messageId;
    private final CompletableFuture<String> accepted = new CompletableFuture<>();
    private final CompletableFuture<String> terminal = new CompletableFuture<>();
    private final List<String> terminals = new CopyOnWriteArrayList<>();
    private volatile String key = "";

    MessageHistory(String messageId) {
        this.messageId = messageId;
    }

    /** One event; the log may hold it twice, since what is published again after a crash has the same id. */
    void add(String status, String company, String eventId, String reason) {
        key = company + "/" + eventId;
        String end = status.equals("suppressed") ? "suppressed " + reason : status;
        switch (status) {
            case "delivered", "expired", "suppressed" -> {
                if (!terminals.contains(end)) {
                    terminals.add(end);
                }
                accepted.complete(end);
                terminal.complete(end);
            }
            default -> accepted.complete(status);
        }
    }

    String messageId() {
        return messageId;
    }

    /** {@code company/event id}. */
    String key() {
        return key;
    }

    /** Complete once the message is accepted, or has ended. */
    CompletableFuture<String> accepted() {
        return accepted;
    }

    CompletableFuture<String> terminal() {
        return terminal;
    }

    /** Different ends of the same message; more than one breaks a promise. */
    List<String> terminals() {
        return terminals;
    }
}
