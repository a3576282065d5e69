package io.assent.consent.register;

import io.assent.consent.company.Company;
import io.assent.consent.contact.Purpose;
import java.util.List;

/**
 * The record of processing as it can be told from what is stored. It counts people and names none.
 *
 * @param people of whom anything is stored
 */
public record Processing(
        List<Company> companies,
        long people,
        List<Allowed> allowed,
        List<NoticeUse> notices,
        List<StoredTable> tables) {

    public List<Recipient> recipients() {
        return List.of(Recipient.values());
    }

    /** So many people allow this company this purpose now. */
    public record Allowed(String company, Purpose purpose, long people) {}

    /** So many people were last asked under this version of the company's notice. */
    public record NoticeUse(String company, String version, long people) {}
}
