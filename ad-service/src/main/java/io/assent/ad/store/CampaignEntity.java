package io.assent.ad.store;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A campaign as it was booked, with what was reserved and spent of its budget. */
@Entity
@Table(name = "campaign")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class CampaignEntity extends PanacheEntityBase {
    @Id
    public String id;

    @Column(nullable = false)
    public String company;

    @Column(nullable = false)
    public String definition;

    @Column(name = "budget_micros", nullable = false)
    public long budgetMicros;

    @Column(name = "cpm_micros", nullable = false)
    public long cpmMicros;

    @Column(nullable = false)
    public String currency;

    @Column(name = "starts_at", nullable = false)
    public Instant startsAt;

    @Column(name = "ends_at", nullable = false)
    public Instant endsAt;

    @Column(nullable = false)
    public boolean stopped;

    // Moved by statements of BudgetStore, ViewStore and ClickStore alone.
    @Column(name = "reserved_micros", insertable = false, updatable = false)
    public long reservedMicros;

    @Column(name = "spent_micros", insertable = false, updatable = false)
    public long spentMicros;

    @Column(insertable = false, updatable = false)
    public long impressions;

    @Column(insertable = false, updatable = false)
    public long clicks;
}
