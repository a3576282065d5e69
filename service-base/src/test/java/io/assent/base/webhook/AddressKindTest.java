package io.assent.base.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressKindTest {
    @ParameterizedTest
    @CsvSource({
        "93.184.215.14,                   PUBLIC",
        "1.1.1.1,                         PUBLIC",
        "9.255.255.255,                   PUBLIC",
        "11.0.0.0,                        PUBLIC",
        "100.63.255.255,                  PUBLIC",
        "100.128.0.0,                     PUBLIC",
        "172.15.255.255,                  PUBLIC",
        "172.32.0.0,                      PUBLIC",
        "192.167.255.255,                 PUBLIC",
        "223.255.255.255,                 PUBLIC",
        "2606:4700:4700::1111,            PUBLIC",
        "2a00:1450:4001::200e,            PUBLIC",
        "64:ff9b::5db8:d70e,              PUBLIC",
        "127.0.0.1,                       PRIVATE",
        "127.255.255.254,                 PRIVATE",
        "10.0.0.1,                        PRIVATE",
        "172.16.0.1,                      PRIVATE",
        "172.31.255.255,                  PRIVATE",
        "192.168.178.1,                   PRIVATE",
        "100.64.0.1,                      PRIVATE",
        "100.127.255.255,                 PRIVATE",
        "::1,                             PRIVATE",
        "fc00::1,                         PRIVATE",
        "fd12:3456:789a::1,               PRIVATE",
        "::ffff:127.0.0.1,                PRIVATE",
        "::ffff:10.0.0.1,                 PRIVATE",
        "64:ff9b::a00:1,                  PRIVATE",
        "0.0.0.0,                         FORBIDDEN",
        "0.1.2.3,                         FORBIDDEN",
        "169.254.169.254,                 FORBIDDEN",
        "::ffff:169.254.169.254,          FORBIDDEN",
        "64:ff9b::a9fe:a9fe,              FORBIDDEN",
        "100.100.100.200,                 FORBIDDEN",
        "168.63.129.16,                   FORBIDDEN",
        "192.0.0.192,                     FORBIDDEN",
        "192.0.2.1,                       FORBIDDEN",
        "192.88.99.1,                     FORBIDDEN",
        "198.18.0.1,                      FORBIDDEN",
        "198.51.100.1,                    FORBIDDEN",
        "203.0.113.1,                     FORBIDDEN",
        "224.0.0.1,                       FORBIDDEN",
        "240.0.0.1,                       FORBIDDEN",
        "255.255.255.255,                 FORBIDDEN",
        "::,                              FORBIDDEN",
        "::127.0.0.1,                     FORBIDDEN",
        "fe80::1,                         FORBIDDEN",
        "fec0::1,                         FORBIDDEN",
        "ff02::1,                         FORBIDDEN",
        "fd00:ec2::254,                   FORBIDDEN",
        "64:ff9b:1::a00:1,                FORBIDDEN",
        "100::1,                          FORBIDDEN",
        "2001::4136:e378:8000:63bf,       FORBIDDEN",
        "2001:db8::1,                     FORBIDDEN",
        "2002:7f00:1::,                   FORBIDDEN",
        "2002:a00:1::1,                   FORBIDDEN",
        "3fff::1,                         FORBIDDEN",
        "4000::1,                         FORBIDDEN",
    })
    void everyAddressIsOfOneKind(String address, AddressKind kind) {
        assertThat(AddressKind.of(InetAddress.ofLiteral(address))).isEqualTo(kind);
    }

    /** Whatever way an address is written that an HTTP client would understand. */
    @ParameterizedTest
    @ValueSource(strings = {"127.1", "2130706433", "[::1]", "localhost", "[::ffff:127.0.0.1]"})
    void loopbackIsRecognisedHoweverItIsWritten(String host) throws UnknownHostException {
        assertThat(new AddressGuard(false).allows(List.of(InetAddress.getAllByName(host))))
                .isFalse();
    }

    @Test
    void oneAddressInsideIsEnoughToRefuseAName() {
        InetAddress outside = InetAddress.ofLiteral("93.184.215.14");
        InetAddress inside = InetAddress.ofLiteral("10.0.0.1");
        AddressGuard guard = new AddressGuard(false);

        assertThat(guard.allows(List.of(outside))).isTrue();
        assertThat(guard.allows(List.of(outside, inside))).isFalse();
        assertThat(guard.allows(List.of())).isFalse();
    }

    @Test
    void aDevelopersMachineMayBeSentToButNotTheMetadataOfItsCloud() {
        AddressGuard guard = new AddressGuard(true);

        assertThat(guard.allows(List.of(InetAddress.ofLiteral("127.0.0.1")))).isTrue();
        assertThat(guard.allows(List.of(InetAddress.ofLiteral("169.254.169.254"))))
                .isFalse();
    }
}
