package io.assent.base.rest;

import io.assent.exactlyonce.DatabaseException;
import jakarta.ws.rs.core.Response;
import org.hibernate.JDBCException;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** A database that does not answer is no fault of the caller, who may try again; text that none can keep is. */
public class Outages {
    /** PostgreSQL keeps every character but NUL. */
    private static final String NUL_IN_TEXT = "22021";

    @ServerExceptionMapper
    public Response outage(DatabaseException failure) {
        return answer(failure, failure.sqlState(), failure.isTransient());
    }

    @ServerExceptionMapper
    public Response outage(JDBCException failure) {
        String state = failure.getSQLState();
        return answer(failure, state, state == null || state.matches("(08|40|53|57).*"));
    }

    private static Response answer(RuntimeException failure, @Nullable String sqlState, boolean outage) {
        if (NUL_IN_TEXT.equals(sqlState)) {
            return Problem.invalidField("text holds no NUL character").toResponse();
        }
        if (!outage) {
            throw failure;
        }
        return Problem.unavailable("the database does not answer; ask again").toResponse();
    }
}
