package io.assent.ad.kafka;

import io.assent.ad.feed.AdsChoice;
import io.assent.ad.feed.Post;
import io.assent.ad.feed.Viewer;
import io.assent.ad.memory.CompanyMemory;
import io.assent.ad.memory.ConsentMemory;
import io.assent.ad.memory.PeopleMemory;
import io.assent.ad.memory.StatusMemory;
import io.assent.ad.store.ErasureStore;
import io.assent.base.kafka.EventJson;
import io.assent.exactlyonce.CloudEvent;
import io.assent.exactlyonce.PoisonRecordException;
import io.assent.exactlyonce.RecordSignature;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** What each record does to this instance's memory. */
@Singleton
public class MemoryUpdates {
    static final String CONSENT = "consent.events";
    static final String PEOPLE = "people.events";

    private final ConsentMemory consent;
    private final PeopleMemory people;
    private final StatusMemory statuses;
    private final CompanyMemory companies;
    private final ErasureStore erasures;
    private final EventJson json;
    private final RecordSignature.Verifier verifier;
    private final Counter foreignRecords;

    public MemoryUpdates(
            ConsentMemory consent,
            PeopleMemory people,
            StatusMemory statuses,
            CompanyMemory companies,
            ErasureStore erasures,
            EventJson json,
            @ConfigProperty(name = "assent.consent.public-key") String publicKey,
            MeterRegistry meters) {
        this.consent = consent;
        this.people = people;
        this.statuses = statuses;
        this.companies = companies;
        this.erasures = erasures;
        this.json = json;
        this.verifier = RecordSignature.verifier(publicKey);
        this.foreignRecords = meters.counter("assent.consent.foreign.records");
    }

    /** The fields that this service needs of the consent log. */
    record Consent(
            @Nullable String user,
            @Nullable String company,
            long version,
            @Nullable String choice,
            boolean blocked,
            long leaseMillis) {}

    record Erased(@Nullable String user, @Nullable String erasure, long version) {}

    record Person(
            @Nullable String user,
            @Nullable String country,
            @Nullable String language,
            @Nullable String ageBand,
            @Nullable Set<String> contacts,
            long version) {}

    record Status(
            @Nullable String postId,
            @Nullable String author,
            @Nullable String kind) {}

    record Company(@Nullable String company) {}

    /** @throws PoisonRecordException with the reason for the dead letter */
    public void apply(ConsumerRecord<byte[], byte[]> record) {
        if (record.topic().equals(CONSENT) && !verifier.verify(record)) {
            foreignRecords.increment();
            return;
        }
        if (record.topic().equals(PEOPLE) && record.value() == null && record.key() != null) {
            people.forget(new String(record.key(), StandardCharsets.UTF_8));
            return;
        }
        CloudEvent event = CloudEvent.of(record);
        switch (event.type()) {
            case "io.assent.consent.AdsChoiceChanged" -> applyChoice(json.read(event.data(), Consent.class));
            case "io.assent.consent.ContactPermissionChanged" -> applyContact(json.read(event.data(), Consent.class));
            case "io.assent.consent.PersonErased" -> applyErasure(json.read(event.data(), Erased.class), event);
            case "io.assent.consent.LeaseTermsPublished" ->
                consent.applyLeaseTerms(
                        record.partition(),
                        Duration.ofMillis(json.read(event.data(), Consent.class).leaseMillis()));
            case "io.assent.consent.CompanyOnboarded" ->
                companies.apply(EventJson.required(
                        json.read(event.data(), Company.class).company(), "company"));
            case "io.assent.people.PersonChanged" -> applyPerson(json.read(event.data(), Person.class), event);
            case "io.assent.status.StatusPosted" -> applyStatus(json.read(event.data(), Status.class), event);
            default -> {
                // A new kind of consent event is no fault; on the other topics nothing else is expected.
                if (!record.topic().equals(CONSENT)) {
                    throw new PoisonRecordException("unknown_type", "ad-service does not know this type");
                }
            }
        }
    }

    private void applyChoice(Consent data) {
        consent.applyChoice(
                EventJson.required(data.user(), "user"),
                data.version(),
                AdsChoice.of(EventJson.required(data.choice(), "choice")));
    }

    private void applyContact(Consent data) {
        consent.applyContact(
                EventJson.required(data.user(), "user"),
                EventJson.required(data.company(), "company"),
                data.version(),
                data.blocked());
    }

    private void applyErasure(Erased data, CloudEvent event) {
        String user = EventJson.required(data.user(), "user");
        consent.forget(user, data.version());
        people.forget(user, event.time());
        statuses.forget(user, event.time());
        erasures.erase(EventJson.required(data.erasure(), "erasure"), user);
    }

    private void applyPerson(Person data, CloudEvent event) {
        people.apply(
                EventJson.required(data.user(), "user"),
                data.version(),
                new Viewer(
                        EventJson.required(data.country(), "country"),
                        EventJson.required(data.language(), "language"),
                        data.ageBand() == null ? "unknown" : data.ageBand(),
                        data.contacts() == null ? Set.of() : data.contacts()),
                event.time());
    }

    private void applyStatus(Status data, CloudEvent event) {
        statuses.apply(new Post(
                EventJson.required(data.postId(), "postId"),
                EventJson.required(data.author(), "author"),
                EventJson.required(data.kind(), "kind"),
                event.time()));
    }
}
