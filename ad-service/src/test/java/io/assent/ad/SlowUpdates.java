package io.assent.ad;

import io.assent.ad.kafka.MemoryUpdates;
import io.assent.ad.memory.CompanyMemory;
import io.assent.ad.memory.ConsentMemory;
import io.assent.ad.memory.PeopleMemory;
import io.assent.ad.memory.StatusMemory;
import io.assent.ad.store.ErasureStore;
import io.assent.base.kafka.EventJson;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** A memory that learns late: only tests have it. */
@Alternative
@Priority(1)
@Singleton
class SlowUpdates extends MemoryUpdates {
    static volatile Duration delay = Duration.ZERO;

    SlowUpdates(
            ConsentMemory consent,
            PeopleMemory people,
            StatusMemory statuses,
            CompanyMemory companies,
            ErasureStore erasures,
            EventJson json,
            @ConfigProperty(name = "assent.consent.public-key") String publicKey,
            MeterRegistry meters) {
        super(consent, people, statuses, companies, erasures, json, publicKey, meters);
    }

    @Override
    public void apply(ConsumerRecord<byte[], byte[]> record) {
        LockSupport.parkNanos(delay.toNanos());
        super.apply(record);
    }
}
