package io.assent.exactlyonce;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import org.jspecify.annotations.Nullable;

/** A statement failed; says whether trying again can help or whether the data itself is refused. */
public final class DatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final @Nullable String sqlState;
    private final boolean outage;

    DatabaseException(SQLException cause) {
        super(cause);
        this.sqlState = cause.getSQLState();
        this.outage = isOutage(cause);
    }

    /** True when the server, the network or a concurrent transaction is to blame: the same work may succeed later. */
    public boolean isTransient() {
        return outage;
    }

    /** True when PostgreSQL refused the data (classes 22 and 23): trying again never helps. */
    public boolean refusesData() {
        return sqlState != null && (sqlState.startsWith("22") || sqlState.startsWith("23"));
    }

    public @Nullable String sqlState() {
        return sqlState;
    }

    /** What an operator needs to know of an outage: never what the server says of the data. */
    String explanation() {
        String state = sqlState == null ? "" : sqlState;
        String why = switch (state) {
            case "" -> "no connection came free in time";
            case "53100" -> "its disk is full";
            case "53200" -> "it is out of memory";
            case "53300" -> "it has too many connections";
            case "57P01", "57P02", "57P03" -> "it is starting or stopping";
            default -> state.startsWith("08") ? "the connection is lost or refused" : "it is not well";
        };
        return state.isEmpty() ? why : why + " (SQLSTATE " + state + ")";
    }

    /** True when another transaction came between, which is no outage: deadlock or serialization. */
    boolean isCollision() {
        return sqlState != null && sqlState.startsWith("40");
    }

    /** Connection lost (08), deadlock or serialization (40), resources (53), shutdown or failover (57), pool exhausted (none). */
    private static boolean isOutage(SQLException cause) {
        String state = cause.getSQLState();
        if (cause instanceof SQLTransientException || state == null) {
            return true;
        }
        return switch (state.substring(0, Math.min(2, state.length()))) {
            case "08", "40", "53", "57" -> true;
            default -> false;
        };
    }
}
