package io.assent.faults.fault;

import io.assent.local.stack.Service;
import java.util.Locale;
import java.util.Random;

/** Kinds of faults. Each is over when {@link #strike} returns, but for what only {@code Cluster.heal} mends. */
public enum Fault {
    KILL_CONSENT((scene, random) -> scene.killService(Service.CONSENT, random)),
    KILL_NOTIFICATION((scene, random) -> scene.killService(Service.NOTIFICATION, random)),
    KILL_BILLING((scene, random) -> scene.killService(Service.BILLING, random)),
    KILL_AD((scene, random) -> scene.killService(Service.AD, random)),
    KILL_BROKER((scene, random) -> scene.killBroker(1 + random.nextInt(3))),
    KILL_CONTROLLER((scene, _) -> scene.killController()),
    KILL_PRIMARY((scene, _) -> scene.killPrimary()),
    KILL_PRIMARY_IN_COMMIT((scene, _) -> scene.killPrimaryInCommit()),
    PAUSE_GATE((scene, random) -> scene.pauseGate(random)),
    PAUSE_RELAY_HOLDER((scene, random) -> scene.pauseRelayHolder(random)),
    PAUSE_LEADER((scene, random) -> scene.pauseLeader(random)),
    CUT_OFF_BROKER((scene, random) -> scene.cutOffBroker(1 + random.nextInt(3))),
    ROLLING_RESTART((scene, random) -> scene.rollingRestart(random)),
    CANCELLED_SYNC_WAIT((scene, _) -> scene.cancelSyncWait()),
    REPEAT_EVERYTHING((scene, _) -> scene.repeatEverything()),
    POISON((scene, _) -> scene.poison()),
    SCALE_UP_AND_DOWN((scene, random) -> scene.scale(random));

    private interface Strike {
        void on(FaultScene scene, Random random) throws InterruptedException;
    }

    private final Strike strike;

    Fault(Strike strike) {
        this.strike = strike;
    }

    /** As the command line and the reports name it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Fault of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** Something dies; how long it takes until everything flows again is measured. */
    public boolean isKill() {
        return name().startsWith("KILL");
    }

    public void strike(FaultScene scene, Random random) throws InterruptedException {
        strike.on(scene, random);
    }
}
