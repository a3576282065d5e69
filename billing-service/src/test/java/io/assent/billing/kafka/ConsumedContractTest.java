package io.assent.billing.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.assent.base.kafka.EventJson;
import io.assent.base.rest.JsonLimits;
import io.assent.exactlyonce.CloudEvent;
import io.assent.servers.Contracts;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Billing reads every example that the owners of its topics give. */
class ConsumedContractTest {
    @ParameterizedTest
    @ValueSource(strings = {"consent-service", "notification-service", "ad-service"})
    void readsEveryExample(String owner) {
        ObjectMapper mapper = new ObjectMapper().registerModule(new JavaTimeModule());
        new JsonLimits().customize(mapper);
        UsageDecoder decoder = new UsageDecoder(new EventJson(mapper));

        Contracts.pinnedExamples(owner).forEach((example, data) -> {
            ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("topic", 0, 0, new byte[0], data);
            CloudEvent.headers("id", "/source", Contracts.type(example), Instant.EPOCH)
                    .forEach(record.headers()::add);

            boolean charged = decoder.decode(record).isPresent();

            assertThat(charged)
                    .as(example)
                    .isEqualTo(example.matches(".*(Delivered|ChatReplied|ImpressionRecorded|CompanyOnboarded)/.*"));
        });
    }

    @Test
    void thePinnedCopiesAreWhatTheirOwnersSayNow() {
        assertThat(Contracts.drifted("consent-service")).isEmpty();
        assertThat(Contracts.drifted("notification-service")).isEmpty();
        assertThat(Contracts.drifted("ad-service")).isEmpty();
    }
}
