package io.assent.consent.rest;

import io.assent.base.rest.Problem;
import io.assent.consent.store.UnprovableException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** A history that was rewritten is told to whoever asks for a proof of it. */
public class Unprovable {
    @ServerExceptionMapper
    public Response unprovable(UnprovableException failure) {
        return Problem.refused(500, failure.reason(), String.valueOf(failure.getMessage()))
                .toResponse();
    }
}
