package io.assent.bench.devices;

import io.assent.bench.gate.GateWorld;

/**
 * As much marketing as fair use allows: every listening person is sent all that a person may be sent in a day, two messages of each of
 * three companies, and people who do not listen are sent one each.
 *
 * @param listening people, the first ones of the world
 */
record Campaign(int listening) {
    private static final int TO_EACH = 6;
    private static final int OF_COMPANY = 2;

    /** For each who listens, so many do not. */
    private static final int OTHERS = 4;

    /** A prime: numbers that follow each other are spread, and each place is met once. */
    private static final long STRIDE = 999_999_937;

    int size() {
        return (TO_EACH + OTHERS) * listening;
    }

    /** Messages to people who listen: those of the first places. */
    int toListening() {
        return TO_EACH * listening;
    }

    /** Messages that wait for the others. */
    int waiting() {
        return OTHERS * listening;
    }

    /** Of the n-th message that is written. */
    int place(long number) {
        return (int) (number * STRIDE % size());
    }

    int person(int place) {
        return place < toListening() ? place % listening : place - toListening() + listening;
    }

    String company(int place) {
        int turn = place < toListening() ? place / listening : 0;
        return GateWorld.company(Senders.FIRST_COMPANY + turn / OF_COMPANY);
    }
}
