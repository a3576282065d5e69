package io.assent.consent.contact;

import static io.assent.consent.contact.Contacts.NOTICE;
import static io.assent.consent.contact.Contacts.START;
import static io.assent.consent.contact.Contacts.apply;
import static io.assent.consent.contact.Contacts.day;
import static io.assent.consent.contact.Contacts.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.assent.consent.contact.Contacts.Timed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever companies and people do, in whatever order, within four years. */
class ContactPropertiesTest {
    private static final int YEARS = 4 * 365;

    @Property
    void aBlockedContactPermitsNothingWhateverHappensBeforeTheUnblock(
            @ForAll("life") List<Timed> before, @ForAll("life") List<Timed> after) {
        Contact contact = apply(apply(Contact.NONE, before), day(0), new ContactCommand.Block());
        contact = apply(contact, without(after, ContactCommand.Unblock.class));

        assertThat(Set.of(Purpose.values())).noneMatch(contact::permits);
    }

    @Property
    void nothingIsPermittedThatTheNoticeDoesNotName(@ForAll("life") List<Timed> life) {
        Contact contact = apply(Contact.NONE, life);

        assertThat(contact.permits(Purpose.AUTHENTICATION)).isFalse();
        assertThat(NOTICE.purposes()).containsAll(contact.granted()).containsAll(contact.stopped());
    }

    @Property
    void afterAWithdrawalNothingIsPermitted(@ForAll("life") List<Timed> life, @ForAll @IntRange(max = YEARS) int when) {
        Contact contact = apply(apply(Contact.NONE, life), day(when), new ContactCommand.Withdraw(Set.of()));

        assertThat(Set.of(Purpose.values())).noneMatch(contact::permits);
    }

    @Property
    void afterAStopNoMarketingIsPermittedUntilItIsResumedOrAcceptedAnew(
            @ForAll("life") List<Timed> before, @ForAll("life") List<Timed> after) {
        Contact contact = apply(apply(Contact.NONE, before), day(0), new ContactCommand.StopMarketing());
        contact = apply(contact, without(after, ContactCommand.ResumeMarketing.class, ContactCommand.Accept.class));

        assertThat(contact.permits(Purpose.MARKETING)).isFalse();
    }

    @Property
    void afterItsEndAConsentPermitsNothing(@ForAll("life") List<Timed> life) {
        Contact contact = apply(Contact.NONE, life);
        Instant end = contact.validUntil();

        Contact over = apply(contact, end == null ? day(YEARS) : end, new ContactCommand.Expire());

        assertThat(Set.of(Purpose.values())).noneMatch(over::permits);
    }

    @Property
    void whatIsDueIsEndedByExpiringAtMostTwice(@ForAll("life") List<Timed> life) {
        Contact contact = apply(Contact.NONE, life);

        Contact over = apply(contact, day(10 * YEARS), new ContactCommand.Expire());
        over = apply(over, day(10 * YEARS), new ContactCommand.Expire());

        assertThat(over.due()).isEmpty();
        assertThat(over.ask().open()).isFalse();
    }

    @Property
    void aDeclinedRequestIsNotRepeatedForNinetyDays(
            @ForAll("life") List<Timed> before,
            @ForAll("life") List<Timed> after,
            @ForAll @IntRange(max = 89) int later) {
        Contact asked = apply(Contact.NONE, before);
        Instant now = before.isEmpty() ? START : before.getLast().now();
        Contact contact = apply(asked, now, new ContactCommand.Decline());
        Assume.that(contact.state() == ContactState.DECLINED && !contact.equals(asked));

        Instant again = now.plus(Duration.ofDays(later));
        for (Timed each : without(after, ContactCommand.Accept.class)) {
            contact = apply(contact, again, each.command());
        }

        assertThat(outcome(contact.blocked(false), "request", again)).isEqualTo("!declined_recently");
    }

    @Provide
    Arbitrary<List<Timed>> life() {
        Arbitrary<Set<Purpose>> purposes = Arbitraries.of(Purpose.class).set();
        Arbitrary<ContactCommand> commands = Arbitraries.oneOf(
                purposes.map(asked -> new ContactCommand.Request(asked, NOTICE)),
                purposes.map(ContactCommand.Accept::new),
                purposes.map(ContactCommand.Withdraw::new),
                Arbitraries.of("request", "accept", "request", "accept").map(Contacts::command),
                Arbitraries.of("decline", "stop", "resume", "block", "unblock", "expire")
                        .map(Contacts::command));
        return Combinators.combine(commands, Arbitraries.integers().between(0, 400))
                .as(Later::new)
                .list()
                .ofMaxSize(16)
                .map(ContactPropertiesTest::inOrder);
    }

    /** @param days after the command before it */
    private record Later(ContactCommand command, int days) {}

    private static List<Timed> inOrder(List<Later> steps) {
        List<Timed> life = new ArrayList<>();
        int day = 0;
        for (Later step : steps) {
            // Mostly soon, so that requests are answered while they can be.
            day += step.days() < 300 ? step.days() / 30 : step.days();
            life.add(new Timed(step.command(), day(day % YEARS)));
        }
        return life;
    }

    @SafeVarargs
    private static List<Timed> without(List<Timed> life, Class<? extends ContactCommand>... left) {
        return life.stream()
                .filter(each -> List.of(left).stream().noneMatch(type -> type.isInstance(each.command())))
                .toList();
    }
}
