package io.assent.local.outcome;

/** So many pieces for so much money, in millionths of a euro. */
public record Charge(long quantity, long amountMicros) {
    public static final Charge NONE = new Charge(0, 0);

    public static Charge one(long priceMicros) {
        return new Charge(1, priceMicros);
    }

    public Charge plus(Charge other) {
        return new Charge(quantity + other.quantity, amountMicros + other.amountMicros);
    }

    @Override
    public String toString() {
        return quantity + " for " + amountMicros;
    }
}
