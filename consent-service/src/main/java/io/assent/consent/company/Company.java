package io.assent.consent.company;

/**
 * A company that may ask people for contact.
 *
 * @param company the id; it names the company's request topic
 * @param country ISO 3166 alpha-2
 */
public record Company(String company, String name, String country, String vatId) {}
