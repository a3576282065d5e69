package io.assent.consent.store;

import io.assent.consent.adschoice.AdsChoice;
import java.util.List;
import java.util.stream.Stream;

/**
 * The current states of a person.
 *
 * @param basis stands for all of them: when it is acknowledged, each is
 */
public record PersonStates(List<Entry.OfContact> contacts, AdsChoice ads, Stated basis) {
    static Stated basis(List<Stated> contacts, Stated ads) {
        List<Stated> all = Stream.concat(contacts.stream(), Stream.of(ads)).toList();
        return new Stated(
                ads.shard(),
                0,
                "",
                all.stream().mapToLong(Stated::laneSequence).max().orElse(0),
                all.stream().anyMatch(Stated::commitWait));
    }
}
