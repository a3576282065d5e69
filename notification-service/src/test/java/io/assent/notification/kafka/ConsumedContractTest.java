package io.assent.notification.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.assent.base.kafka.EventJson;
import io.assent.base.rest.JsonLimits;
import io.assent.servers.Contracts;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** This service's own records read every example that the owners of its topics give. */
class ConsumedContractTest {
    private static final Map<String, Class<?>> RECORDS = Map.of(
            "io.assent.consent.PersonErased", ConsentProjection.PersonErased.class,
            "io.assent.consent.ContactPermissionChanged", ConsentProjection.ContactPermission.class,
            "io.assent.consent.CompanyOnboarded", CompanyProjection.Company.class,
            "io.assent.ad.AdClicked", AdClickProjection.AdClicked.class);
    private static final List<String> OWNERS = List.of("consent-service", "ad-service");

    @Test
    void readsEveryExample() {
        ObjectMapper mapper = new ObjectMapper().registerModule(new JavaTimeModule());
        new JsonLimits().customize(mapper);
        EventJson json = new EventJson(mapper);

        for (String owner : OWNERS) {
            Contracts.pinnedExamples(owner).forEach((example, data) -> {
                Class<?> type = RECORDS.get(Contracts.type(example));
                assertThat(type).as(example).isNotNull();
                assertThat(json.read(data, type)).as(example).hasNoNullFieldsOrPropertiesExcept();
            });
        }
    }

    @Test
    void thePinnedCopiesAreWhatTheirOwnersSayNow() {
        for (String owner : OWNERS) {
            assertThat(Contracts.drifted(owner)).isEmpty();
        }
    }
}
