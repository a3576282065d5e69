package io.assent.billing.kafka;

import io.assent.base.EventTime;
import io.assent.base.kafka.FencedChannel;
import io.assent.base.kafka.FencedChannels;
import io.assent.billing.rating.RateCard;
import io.assent.billing.rating.Rating;
import io.assent.billing.rating.Usage;
import io.assent.billing.store.ChargeStore;
import io.assent.exactlyonce.PoisonRecordException;
import io.assent.exactlyonce.Rejections;
import io.assent.exactlyonce.Relay;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.annotations.Blocking;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordBatchMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Deliveries, impressions and onboardings become charges, each once. */
@ApplicationScoped
public class UsageConsumers {
    private static final String DELIVERIES = "deliveries";
    private static final String IMPRESSIONS = "impressions";
    private static final String COMPANIES = "companies";

    private final FencedChannel deliveries;
    private final FencedChannel impressions;
    private final FencedChannel companies;
    private final UsageDecoder decoder;
    private final RateCard rateCard;
    private final ChargeStore store;
    private final Relay relay;
    private final EventTime time;
    private final ChargeReport report;

    public UsageConsumers(
            @Identifier(DELIVERIES) FencedChannel deliveries,
            @Identifier(IMPRESSIONS) FencedChannel impressions,
            @Identifier(COMPANIES) FencedChannel companies,
            UsageDecoder decoder,
            RateCard rateCard,
            ChargeStore store,
            Relay relay,
            EventTime time,
            ChargeReport report) {
        this.deliveries = deliveries;
        this.impressions = impressions;
        this.companies = companies;
        this.decoder = decoder;
        this.rateCard = rateCard;
        this.store = store;
        this.relay = relay;
        this.time = time;
        this.report = report;
    }

    /** A record with what it costs. */
    record Billable(ConsumerRecord<byte[], byte[]> record, ChargeStore.Charge charge) {}

    @Incoming(DELIVERIES)
    @Blocking("billing")
    void onDeliveries(
            ConsumerRecords<byte[], byte[]> batch, IncomingKafkaRecordBatchMetadata<byte[], byte[]> metadata) {
        process(deliveries, batch, metadata);
    }

    @Incoming(IMPRESSIONS)
    @Blocking("billing")
    void onImpressions(
            ConsumerRecords<byte[], byte[]> batch, IncomingKafkaRecordBatchMetadata<byte[], byte[]> metadata) {
        process(impressions, batch, metadata);
    }

    @Incoming(COMPANIES)
    @Blocking("billing")
    void onCompanies(ConsumerRecords<byte[], byte[]> batch, IncomingKafkaRecordBatchMetadata<byte[], byte[]> metadata) {
        process(companies, batch, metadata);
    }

    private void process(
            FencedChannel channel,
            ConsumerRecords<byte[], byte[]> batch,
            IncomingKafkaRecordBatchMetadata<byte[], byte[]> metadata) {
        long began = System.nanoTime();
        List<Billable> charged = new ArrayList<>();
        channel.process(batch, metadata, (connection, records, rejections) -> {
            charged.clear();
            charged.addAll(apply(connection, records, rejections));
        });
        relay.wake();
        report.tell(charged, Duration.ofNanos(System.nanoTime() - began));
    }

    /** Charges what is new, and says what that was. */
    private List<Billable> apply(
            Connection connection, List<ConsumerRecord<byte[], byte[]>> records, Rejections rejections)
            throws SQLException {
        Map<String, Billable> billable = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            try {
                Optional<ChargeStore.Charge> charge = decoder.decode(record).map(this::rated);
                charge.ifPresent(each -> keepFirst(billable, new Billable(record, each), rejections));
            } catch (PoisonRecordException poison) {
                rejections.reject(record, poison);
            }
        }
        if (billable.isEmpty()) {
            return List.of();
        }
        List<ChargeStore.Charge> charges =
                billable.values().stream().map(Billable::charge).toList();
        ChargeStore.Outcome outcome = store.charge(connection, charges, time.wall());
        for (String eventId : outcome.reused()) {
            Billable other = billable.get(eventId);
            if (other != null) {
                rejectReuse(other.record(), rejections);
            }
        }
        return outcome.fresh().stream()
                .map(charge -> billable.get(charge.usage().eventId()))
                .filter(Objects::nonNull)
                .toList();
    }

    private static void keepFirst(Map<String, Billable> billable, Billable next, Rejections rejections) {
        Billable earlier = billable.putIfAbsent(next.charge().usage().eventId(), next);
        if (earlier != null
                && !Arrays.equals(earlier.charge().bodyHash(), next.charge().bodyHash())) {
            rejectReuse(next.record(), rejections);
        }
    }

    private static void rejectReuse(ConsumerRecord<byte[], byte[]> record, Rejections rejections) {
        rejections.reject(record, "event_id_reused", "this event id came with other data");
    }

    private ChargeStore.Charge rated(Usage usage) {
        return switch (rateCard.rate(usage)) {
            case Rating.Rated rated -> new ChargeStore.Charge(usage, rated, fingerprint(usage));
            case Rating.Unrated(String reason) ->
                throw new PoisonRecordException(reason, "no rate for this category on this day");
        };
    }

    /** Of what decides the charge: an event that is told again with another recording time is the same. */
    private static byte[] fingerprint(Usage usage) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(usage.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The fences of the three. */
    @ApplicationScoped
    static class Channels {
        @Produces
        @Singleton
        @Identifier(DELIVERIES)
        FencedChannel deliveries(FencedChannels channels) {
            return channels.open(DELIVERIES);
        }

        @Produces
        @Singleton
        @Identifier(IMPRESSIONS)
        FencedChannel impressions(FencedChannels channels) {
            return channels.open(IMPRESSIONS);
        }

        @Produces
        @Singleton
        @Identifier(COMPANIES)
        FencedChannel companies(FencedChannels channels) {
            return channels.open(COMPANIES);
        }
    }
}
