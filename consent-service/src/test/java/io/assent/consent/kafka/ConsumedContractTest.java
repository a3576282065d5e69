package io.assent.consent.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.assent.base.kafka.EventJson;
import io.assent.base.rest.JsonLimits;
import io.assent.servers.Contracts;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** This service's own records read every example that the owners of its topics give. */
class ConsumedContractTest {
    private static final Map<String, Class<?>> RECORDS = Map.of(
            "io.assent.people.PersonChanged", AgeProjection.Person.class,
            "io.assent.notification.ErasureCompleted", ErasureReportConsumer.ErasureCompleted.class,
            "io.assent.ad.ErasureCompleted", ErasureReportConsumer.ErasureCompleted.class);

    @ParameterizedTest
    @ValueSource(strings = {"notification-service", "ad-service"})
    void readsEveryExample(String owner) {
        ObjectMapper mapper = new ObjectMapper().registerModule(new JavaTimeModule());
        new JsonLimits().customize(mapper);
        EventJson json = new EventJson(mapper);

        Map<String, byte[]> examples = Contracts.pinnedExamples(owner);

        assertThat(examples).isNotEmpty();
        examples.forEach((example, data) -> {
            Class<?> type = RECORDS.get(Contracts.type(example));
            assertThat(type).as(example).isNotNull();
            assertThat(json.read(data, type)).as(example).hasNoNullFieldsOrProperties();
        });
    }

    @Test
    void thePinnedCopiesAreWhatTheirOwnersSayNow() {
        assertThat(Contracts.drifted("notification-service")).isEmpty();
        assertThat(Contracts.drifted("ad-service")).isEmpty();
    }
}
