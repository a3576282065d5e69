package io.assent.faults.check;

import io.assent.faults.history.Kind;
import io.assent.faults.history.Operation;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** When somebody has certainly said No. A yes that overlaps or follows the No makes it uncertain. */
final class Revocations {
    private final List<Operation> operations;

    Revocations(List<Operation> operations) {
        this.operations = operations;
    }

    /**
     * @param asked when the message was sent or the feed asked for
     * @param shown when it was seen
     * @return the No that forbids it
     */
    Optional<Operation> forbidMessage(String person, String company, long asked, long shown) {
        Predicate<Operation> pair = op -> op.concerns(person, company);
        return latest(pair.and(op -> op.is(Kind.WITHDRAW)), pair.and(op -> op.is(Kind.GRANT)), asked, shown)
                .or(() -> forbidCompany(person, company, asked, shown));
    }

    /** A block, or the choice of no ads. */
    Optional<Operation> forbidAd(String person, String company, long asked, long shown) {
        Predicate<Operation> choice =
                op -> op.is(Kind.CHOOSE_ADS) && op.person().equals(person);
        Predicate<Operation> none = op -> op.value().equals("none");
        return latest(choice.and(none), choice.and(none.negate()), asked, shown)
                .or(() -> forbidCompany(person, company, asked, shown));
    }

    private Optional<Operation> forbidCompany(String person, String company, long asked, long shown) {
        Predicate<Operation> pair = op -> op.concerns(person, company);
        return latest(pair.and(op -> op.is(Kind.BLOCK)), pair.and(op -> op.is(Kind.UNBLOCK)), asked, shown);
    }

    private Optional<Operation> latest(Predicate<Operation> no, Predicate<Operation> yes, long asked, long shown) {
        return operations.stream()
                .filter(no)
                .filter(op -> op.acknowledged() && op.completed() < asked)
                .filter(op -> operations.stream()
                        .noneMatch(other -> yes.test(other)
                                && other.possible()
                                && other.completed() > op.invoked()
                                && other.invoked() < shown))
                .findFirst();
    }
}
