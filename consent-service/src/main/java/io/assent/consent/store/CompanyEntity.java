package io.assent.consent.store;

import io.assent.consent.company.Company;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A company as it was onboarded. */
@Entity
@Table(name = "company")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class CompanyEntity extends PanacheEntityBase {
    @Id
    public String id;

    @Column(nullable = false)
    public String name;

    @Column(nullable = false)
    public String country;

    @Column(name = "vat_id", nullable = false)
    public String vatId;

    @Column(nullable = false)
    public long version;

    @Column(name = "onboarded_at", nullable = false)
    public Instant onboardedAt;

    /** The outbox row of the event that tells of it. */
    @Column(name = "lane_sequence", nullable = false)
    public long laneSequence;

    static CompanyEntity of(Company company, Instant onboardedAt, long laneSequence) {
        CompanyEntity entity = new CompanyEntity();
        entity.id = company.company();
        entity.name = company.name();
        entity.country = company.country();
        entity.vatId = company.vatId();
        entity.version = company.version();
        entity.onboardedAt = onboardedAt;
        entity.laneSequence = laneSequence;
        return entity;
    }

    Onboarding onboarding() {
        Company company = new Company(id, name, country, vatId, version);
        return new Onboarding(company, CompanyEvents.lane(id), laneSequence);
    }
}
