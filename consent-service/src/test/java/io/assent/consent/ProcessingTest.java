package io.assent.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.assent.consent.register.StoredTable;
import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The record of processing tells what is stored, counts people, and names none. */
@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
class ProcessingTest {
    @Test
    void everyTableOfTheDatabaseIsInTheRecord() {
        List<String> stored = List.of(Database.value("select string_agg(table_name, ',') from information_schema.tables"
                        + " where table_schema = 'public' and table_name <> 'flyway_schema_history'")
                .split(","));

        assertThat(Arrays.stream(StoredTable.values()).map(StoredTable::table))
                .containsExactlyInAnyOrderElementsOf(stored);
    }

    @Test
    void aTableWithAPersonIsOneOfPeople() {
        List<String> withPeople = List.of(Database.value("select string_agg(distinct table_name, ',')"
                        + " from information_schema.columns where table_schema = 'public' and column_name = 'person'")
                .split(","));

        assertThat(Arrays.stream(StoredTable.values())
                        .filter(StoredTable::ofPeople)
                        .map(StoredTable::table))
                .containsAll(withPeople);
    }

    @Test
    void itCountsWhatPeopleAllowAndNamesNobody() {
        String company = Api.freshCompany();
        String person = "somebody-" + Api.freshPerson();
        Api.accepted(company, person);
        String other = "somebody-" + Api.freshPerson();
        Api.accepted(company, other);
        Api.as("person", other).post(Api.contact(company, other) + "/block");

        RestAssured.given()
                .header(
                        "Authorization",
                        "Bearer " + ServersTestResource.tokens().token("operator", "ops"))
                .header("Accept-Language", "en")
                .get("/privacy/register")
                .then()
                .statusCode(200)
                .body(containsString("<td class=\"id\">" + company + "</td><td>Chat</td><td class=\"number\">1</td>"))
                .body(containsString("<td class=\"id\">" + company + "</td><td>v1</td><td class=\"number\">2</td>"))
                .body(not(containsString("somebody-")));
    }

    @Test
    void itIsForOperatorsAlone() {
        PrivacyForms.of("person", Api.freshPerson())
                .get("/privacy/register")
                .then()
                .statusCode(403);
    }
}
