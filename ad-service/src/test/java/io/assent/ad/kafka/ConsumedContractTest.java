package io.assent.ad.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.assent.base.kafka.EventJson;
import io.assent.base.rest.JsonLimits;
import io.assent.servers.Contracts;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** This service's own records read every example that the owners of its topics give. */
class ConsumedContractTest {
    private static final Map<String, Class<?>> RECORDS = Map.of(
            "io.assent.consent.PersonErased", MemoryUpdates.Erased.class,
            "io.assent.consent.ContactPermissionChanged", MemoryUpdates.Consent.class,
            "io.assent.consent.AdsChoiceChanged", MemoryUpdates.Consent.class,
            "io.assent.consent.LeaseTermsPublished", MemoryUpdates.Consent.class,
            "io.assent.consent.CompanyOnboarded", MemoryUpdates.Company.class,
            "io.assent.people.PersonChanged", MemoryUpdates.Person.class);

    @Test
    void readsEveryExample() {
        ObjectMapper mapper = new ObjectMapper().registerModule(new JavaTimeModule());
        new JsonLimits().customize(mapper);
        EventJson json = new EventJson(mapper);

        for (String owner : new String[] {"consent-service", "notification-service"}) {
            Contracts.pinnedExamples(owner).forEach((example, data) -> {
                Class<?> type = RECORDS.get(Contracts.type(example));
                assertThat(type).as(example).isNotNull();
                assertThat(json.read(data, type))
                        .as(example)
                        .hasNoNullFieldsOrPropertiesExcept("user", "company", "choice");
            });
        }
    }

    @Test
    void thePinnedCopiesAreWhatTheirOwnersSayNow() {
        for (String owner : new String[] {"consent-service", "notification-service"}) {
            assertThat(Contracts.drifted(owner)).isEmpty();
        }
    }
}
