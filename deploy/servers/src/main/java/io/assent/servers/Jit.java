package io.assent.servers;

/** Which of the JVM's compilers a process has that is started here. */
public enum Jit {
    /**
     * Only the one that compiles at once. What lives for minutes on few cores is ready sooner and done sooner, since the other compiler
     * takes more than it gives.
     */
    C1("-XX:TieredStopAtLevel=1"),
    /** Both, as in production; for measurements, and for what lives longer. */
    C1_AND_C2("-XX:TieredStopAtLevel=4");

    private final String option;

    Jit(String option) {
        this.option = option;
    }

    /** @return of the JVM's command line */
    public String option() {
        return option;
    }
}
