package io.assent.base.rest;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonMappingException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import jakarta.enterprise.context.ApplicationScoped;

/** Gives the framework's own errors (routing, parsing, security, validation) a reason as well. */
@ApplicationScoped
public class ReasonOfStatus implements ProblemPostProcessor {
    @Override
    public HttpProblem apply(HttpProblem problem, ProblemContext context) {
        if (problem.getParameters().containsKey("reason")) {
            return problem;
        }
        return HttpProblem.builder(problem)
                .with("reason", reason(problem.getStatusCode(), context.cause))
                .with("retriable", problem.getStatusCode() >= 500)
                .build();
    }

    private static String reason(int status, Throwable cause) {
        return switch (status) {
            case 400 -> reasonOfBadRequest(cause);
            case 401 -> "unauthenticated";
            case 403 -> "forbidden";
            case 404 -> "not_found";
            case 405 -> "method_not_allowed";
            case 406 -> "not_acceptable";
            case 413 -> "body_too_large";
            case 415 -> "unsupported_media_type";
            case 503 -> "unavailable";
            default -> status >= 500 ? "internal_error" : "refused";
        };
    }

    private static String reasonOfBadRequest(Throwable cause) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof StreamConstraintsException) {
                return "json_too_deep";
            }
            if (each instanceof JsonParseException || each instanceof JsonEOFException) {
                return "not_json";
            }
            if (each instanceof JsonMappingException && !(each.getCause() instanceof StreamConstraintsException)) {
                return "invalid_field";
            }
        }
        return "invalid_field";
    }
}
