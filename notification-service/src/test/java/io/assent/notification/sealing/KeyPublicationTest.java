package io.assent.notification.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import io.assent.notification.sealing.KeyPublication.Known;
import io.assent.notification.sealing.KeyPublication.Result;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyPublicationTest {
    private static final Known CURRENT = new Known("phone", "k-2", "print-2", KeyState.CURRENT);
    private static final Known ROTATED = new Known("phone", "k-1", "print-1", KeyState.ROTATED);
    private static final Known REVOKED = new Known("phone", "k-0", "print-0", KeyState.REVOKED);

    @Test
    void aKeyWithANewKidReplacesTheCurrentOne() {
        assertThat(publish("phone", "k-3", "print-3")).isEqualTo(new Result.Rotates());
    }

    @Test
    void theSameKeyAgainChangesNothing() {
        assertThat(publish("phone", "k-2", "print-2")).isEqualTo(new Result.Unchanged());
    }

    @Test
    void aKidNamesOneKeyWhateverDeviceComesWithIt() {
        assertThat(reason(publish("phone", "k-2", "print-3"))).isEqualTo("key_id_reused");
        assertThat(reason(publish("tablet", "k-2", "print-3"))).isEqualTo("key_id_reused");
        assertThat(reason(publish("phone", "k-1", "print-3"))).isEqualTo("key_id_reused");
        assertThat(reason(publish("phone", "k-0", "print-3"))).isEqualTo("key_id_reused");
    }

    @Test
    void aKeyThatWasReplacedDoesNotComeBack() {
        assertThat(reason(publish("phone", "k-1", "print-1"))).isEqualTo("key_id_reused");
    }

    @Test
    void aRevokedKeyDoesNotComeBackUnderWhateverNameAndDevice() {
        assertThat(reason(publish("phone", "k-0", "print-0"))).isEqualTo("key_revoked");
        assertThat(reason(publish("phone", "k-3", "print-0"))).isEqualTo("key_revoked");
        assertThat(reason(publish("tablet", "k-0", "print-0"))).isEqualTo("key_revoked");
    }

    @Test
    void devicesOfAPersonMayShareAKey() {
        assertThat(publish("tablet", "k-2", "print-2")).isEqualTo(new Result.Rotates());
    }

    private static Result publish(String device, String kid, String thumbprint) {
        return KeyPublication.decide(List.of(CURRENT, ROTATED, REVOKED), device, kid, thumbprint);
    }

    private static String reason(Result result) {
        return result instanceof Result.Refused(String reason, String _) ? reason : "not refused";
    }
}
