package io.assent.local.stack;

import java.nio.file.Path;

/**
 * What to start and where.
 *
 * @param temporary the data is deleted when the stack stops
 * @param clock {@code wall}, or {@code event} for replays: then now is what each call and record says
 */
public record StackPlan(Path home, Path data, boolean temporary, Ports ports, String clock) {}
