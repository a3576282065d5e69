package io.assent.base.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Who calls, by the bearer token. A subject acts only as itself; a device acts for its person. */
@RequestScoped
public class Caller {
    private final JsonWebToken token;

    @Inject
    public Caller(JsonWebToken token) {
        this.token = token;
    }

    /** The caller is this person, or one of their devices. */
    public void mustBePerson(String user) {
        if (!user.equals(personOrNull())) {
            throw mismatch();
        }
    }

    /** The caller is this device. */
    public void mustBeDevice(String device) {
        if (!device.equals(device())) {
            throw mismatch();
        }
    }

    /** The caller is this company, or an operator. */
    public void mustBeCompany(String company) {
        if (!is("operator") && !(is("company") && company.equals(token.getSubject()))) {
            throw mismatch();
        }
    }

    /** The company that calls. */
    public String company() {
        if (!is("company")) {
            throw mismatch();
        }
        return token.getSubject();
    }

    /** The company that calls; nothing when it is an operator, who acts for all. */
    public Optional<String> companyUnlessOperator() {
        return is("operator") ? Optional.empty() : Optional.of(company());
    }

    /** The person that calls, by themselves or through a device. */
    public String person() {
        String person = personOrNull();
        if (person == null) {
            throw mismatch();
        }
        return person;
    }

    /** The device that calls. */
    public String device() {
        if (!is("device")) {
            throw mismatch();
        }
        return token.getSubject();
    }

    private @Nullable String personOrNull() {
        if (is("device")) {
            return token.getClaim("person");
        }
        return is("person") ? token.getSubject() : null;
    }

    private boolean is(String role) {
        Set<String> groups = token.getGroups();
        return groups != null && groups.contains(role);
    }

    private static RuntimeException mismatch() {
        return Problem.refused(403, "subject_mismatch", "a subject may act only as itself");
    }
}
