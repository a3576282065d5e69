package io.assent.consent.rest;

import io.assent.base.rest.Problem;
import io.assent.consent.company.Company;
import io.assent.consent.receipt.Certification;
import io.assent.consent.store.CompanyStore;
import io.assent.consent.store.ConsentReader;
import io.assent.consent.store.Entry;
import io.assent.consent.store.EntryJson;
import io.assent.consent.store.Onboarding;
import io.assent.consent.store.Receipts;
import io.assent.consent.store.Stated;
import jakarta.inject.Singleton;

/** Receipts of a consent that holds, given like every answer: once Kafka has committed the state that they are of. */
@Singleton
class ReceiptAnswers {
    private final Answers answers;
    private final ConsentReader reader;
    private final EntryJson json;
    private final CompanyStore companies;
    private final Receipts receipts;
    private final Coverage coverage;

    ReceiptAnswers(
            Answers answers,
            ConsentReader reader,
            EntryJson json,
            CompanyStore companies,
            Receipts receipts,
            Coverage coverage) {
        this.answers = answers;
        this.reader = reader;
        this.json = json;
        this.companies = companies;
        this.receipts = receipts;
        this.coverage = coverage;
    }

    ProofFile.OfReceipt of(String user, String company) {
        Stated stated = reader.contact(user, company)
                .orElseThrow(() -> Problem.notFound("this company never asked and was never blocked"));
        String _ = answers.acknowledged(stated);
        Entry.OfContact contact = json.contact(stated);
        if (Certification.of(contact.contact()) instanceof Certification.Refused(String reason, String detail)) {
            throw Problem.refused(409, reason, detail);
        }
        Receipts.Found found = receipts.lastAcceptance(stated.shard(), user, company)
                .orElseThrow(() -> Problem.refused(409, "not_accepted", "there is no consent to certify"));
        Coverage.Covered covered = coverage.of(found.shard(), found.sequence());
        return new ProofFile.OfReceipt(
                receipts.sign(found, contact, controller(company)),
                ProofFile.Inclusion.of(covered.included().inclusion()),
                covered.checkpoint().jws());
    }

    private Company controller(String id) {
        return companies
                .find(id)
                .map(Onboarding::company)
                .orElseThrow(() -> Problem.refused(404, "unknown_company", "this company was not onboarded"));
    }
}
