package io.assent.local.cli;

import io.assent.local.stack.Service;
import io.assent.local.stack.StackPlan;
import io.assent.servers.TokenIssuer;
import java.util.Map;

/**
 * Where everything is, once it runs.
 *
 * @param person whose pages are shown as an example
 * @param observed links by name to what watches it; empty when nothing does
 */
record StackTable(StackPlan plan, String person, Map<String, String> observed) {

    @Override
    public String toString() {
        var table = new StringBuilder("\nAssent is up\n");
        for (Service service : Service.values()) {
            String url = "http://localhost:" + service.port(plan.ports());
            row(table, service.fullName(), url + "/q/openapi", url + "/q/health", url + "/q/metrics");
        }
        row(table, "Kafka", "localhost:" + plan.ports().kafka());
        row(table, "PostgreSQL", "localhost:" + plan.ports().postgres(), "one database and user a service");
        row(table, "privacy page of " + person, page(Service.CONSENT, "/privacy", "person", person));
        row(
                table,
                "inbox of " + person,
                page(Service.NOTIFICATION, "/inbox", "device", person + "/browser-of-" + person));
        observed.forEach((name, link) -> row(table, name, link));
        row(table, "clock", plan.clock());
        row(table, "logs", plan.data().resolve("logs").toString());
        row(table, "tokens", "./assent token ROLE ID --data " + plan.data());
        return table.append("Ctrl-C stops everything.\n").toString();
    }

    /** With the token behind the #, as a messenger hands it over: browsers do not send that part. */
    private String page(Service service, String path, String role, String id) {
        String token = TokenIssuer.in(plan.data().resolve("keys")).token(role, id);
        return "http://localhost:" + service.port(plan.ports()) + path + "#token=" + token;
    }

    private static void row(StringBuilder table, String name, String... values) {
        table.append("  %-24s %s%n".formatted(name, String.join("   ", values)));
    }
}
