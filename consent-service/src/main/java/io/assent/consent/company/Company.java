package io.assent.consent.company;

/**
 * A company that may ask people for contact.
 *
 * @param company the id; it names the company's request topic
 * @param country ISO 3166 alpha-2
 * @param version rises with each change of the data
 */
public record Company(String company, String name, String country, String vatId, long version) {
    private static final long FIRST_VERSION = 1;

    /** As it is onboarded. */
    public static Company onboarded(String company, String name, String country, String vatId) {
        return new Company(company, name, country, vatId, FIRST_VERSION);
    }
}
