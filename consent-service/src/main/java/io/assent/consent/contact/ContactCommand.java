package io.assent.consent.contact;

import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a company asks for, what a person decides, and what time brings. */
public sealed interface ContactCommand {
    /** The company asks for these purposes, under a version of its notice. */
    record Request(Set<Purpose> purposes, NoticeTerms notice) implements ContactCommand {
        public Request {
            purposes = ordered(purposes);
        }
    }

    /** The person allows these of the requested purposes, and no others. */
    record Accept(Set<Purpose> purposes) implements ContactCommand {
        public Accept {
            purposes = ordered(purposes);
        }
    }

    record Decline() implements ContactCommand {}

    /** The person takes these purposes back; all of them when empty. */
    record Withdraw(Set<Purpose> purposes) implements ContactCommand {
        public Withdraw {
            purposes = ordered(purposes);
        }
    }

    /** The person wants no marketing until further notice; the consent stays. */
    record StopMarketing() implements ContactCommand {}

    record ResumeMarketing() implements ContactCommand {}

    record Block() implements ContactCommand {}

    record Unblock() implements ContactCommand {}

    /** Ends what is over by now: a consent, or a request that nobody answered. */
    record Expire() implements ContactCommand {}

    /**
     * What the person had decided before the company came here. It counts only where nothing is known of them and this
     * company yet.
     *
     * @param purposes that were accepted; none for another status
     * @param notice that was shown; null for another status than accepted
     * @param evidence where the company keeps the proof
     */
    record Import(
            ImportedStatus status,
            Set<Purpose> purposes,
            @Nullable NoticeTerms notice,
            Instant decidedAt,
            String evidence)
            implements ContactCommand {
        public Import {
            purposes = ordered(purposes);
        }
    }

    /** In the order of declaration, so that equal commands read equal. */
    private static Set<Purpose> ordered(Set<Purpose> purposes) {
        return Collections.unmodifiableSet(new TreeSet<>(purposes));
    }
}
