package io.assent.base.rest;

import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** JSON that does not fit: the framework would answer it with an empty body. */
public class JsonErrors {
    @ServerExceptionMapper
    public Response mismatch(MismatchedInputException mismatch) {
        String field = mismatch.getPath().stream()
                .map(Reference::getFieldName)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("."));
        HttpProblem problem =
                Problem.invalidField(field.isEmpty() ? "the body has another shape" : field + ": wrong type");
        return problem.toResponse();
    }
}
