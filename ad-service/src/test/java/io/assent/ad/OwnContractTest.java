package io.assent.ad;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.assent.servers.Contracts;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The examples of this service's own topics keep its schemas. */
class OwnContractTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void everyExampleIsValid() throws IOException {
        for (var example : Contracts.ownExamples().entrySet()) {
            assertThat(Contracts.faults(Contracts.type(example.getKey()), JSON.readTree(example.getValue())))
                    .as(example.getKey())
                    .isEmpty();
        }
        assertThat(Contracts.ownExamples()).isNotEmpty();
    }

    @Test
    void anEventWithoutItsRequiredFieldsIsNot() throws IOException {
        assertThat(Contracts.faults("io.assent.ad.ImpressionRecorded", JSON.readTree("{}")))
                .isNotEmpty();
    }
}
