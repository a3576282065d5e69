package io.assent.consent.store;

import io.assent.consent.adschoice.AdsChoice;
import java.util.List;

/**
 * The current states of a person.
 *
 * @param basis stands for all of them: when it is acknowledged, each is
 */
public record PersonStates(List<Entry.OfContact> contacts, AdsChoice ads, Stated basis) {}
