package io.assent.base;

import io.assent.base.rest.Problem;
import io.assent.exactlyonce.Rfc3339;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * The now of an action. By the wall clock it is the time of day, and an event that says it happened later than that is
 * not believed. In a replay ({@code assent.clock=event}) it is the time that the event itself carries.
 */
@ApplicationScoped
public class EventTime {
    /** How this service tells the time. */
    public enum Mode {
        WALL,
        EVENT
    }

    private final Mode mode;
    private final Clock clock;

    public EventTime(@ConfigProperty(name = "assent.clock") Mode mode, Clock clock) {
        this.mode = mode;
        this.clock = clock;
    }

    public boolean isReplay() {
        return mode == Mode.EVENT;
    }

    /** The time of day, whatever the mode. */
    public Instant wall() {
        return clock.instant();
    }

    /** The now of a call; {@code ceTime} is its CloudEvents header {@code ce-time}, if any. */
    public Instant ofCall(@Nullable String ceTime) {
        if (ceTime == null) {
            return wall();
        }
        if (!isReplay()) {
            throw Problem.refused(400, "event_time_not_accepted", "this service runs on the wall clock");
        }
        try {
            return Rfc3339.parse(ceTime);
        } catch (DateTimeException e) {
            throw Problem.invalidField("ce-time is not an RFC 3339 time");
        }
    }

    /**
     * The now of a decision on what was asked for then. By the wall clock it is the time of day: who asks may say that it was long
     * ago, and must gain nothing by it.
     */
    public Instant ofDecision(Instant asked) {
        return isReplay() ? asked : wall();
    }

    /** The now of a record; {@code ceTime} is its CloudEvents time. */
    public Instant ofRecord(Instant ceTime) {
        Instant wall = wall();
        return isReplay() || ceTime.isBefore(wall) ? ceTime : wall;
    }
}
