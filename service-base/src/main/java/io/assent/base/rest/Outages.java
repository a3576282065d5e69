package io.assent.base.rest;

import io.assent.exactlyonce.DatabaseException;
import jakarta.ws.rs.core.Response;
import org.hibernate.JDBCException;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** A database that does not answer is no fault of the caller, who may try again. */
public class Outages {
    @ServerExceptionMapper
    public Response outage(DatabaseException failure) {
        if (!failure.isTransient()) {
            throw failure;
        }
        return unavailable();
    }

    @ServerExceptionMapper
    public Response outage(JDBCException failure) {
        String state = failure.getSQLState();
        if (state != null && !state.matches("(08|40|53|57).*")) {
            throw failure;
        }
        return unavailable();
    }

    private static Response unavailable() {
        return Problem.unavailable("the database does not answer; ask again").toResponse();
    }
}
