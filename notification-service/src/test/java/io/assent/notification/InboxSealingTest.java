package io.assent.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import io.assent.browser.Browser;
import io.assent.browser.Setting;
import io.assent.notification.sealing.SealedBody;
import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The browser's own sealing against the standard's example, and against a library of another hand in both directions. */
@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
@Tag("browser")
class InboxSealingTest {
    private static final List<String> TEXTS = List.of("", "a", "Grüße 📦\n2. Zeile", "x".repeat(40_000));

    private @Nullable Browser browser;

    @BeforeEach
    void aBrowserWithAKey() {
        browser = Browser.start(Setting.desktop("en"));
        browser.open(BrowserDevice.address("/inbox"));
        run("window.pair = await sealing.newKeys()");
    }

    @AfterEach
    void end() {
        if (browser != null) {
            browser.close();
        }
    }

    /** RFC 7518, Appendix C. */
    @Test
    void theKeyIsDerivedAsInTheStandardsExample() {
        Object derived = run(
                "const secret = Uint8Array.of(158, 86, 217, 29, 129, 113, 53, 211, 114, 131, 66, 131, 191, 132, 38, 156,"
                        + " 251, 49, 110, 163, 218, 128, 106, 72, 246, 218, 167, 121, 140, 254, 144, 196);"
                        + "const name = (text) => new TextEncoder().encode(text);"
                        + "return [...await sealing.concatKdf(secret, 'A128GCM', 128, name('Alice'), name('Bob'))]");

        assertThat(derived)
                .isEqualTo(List.of(
                        86L, 170L, 141L, 234L, 248L, 35L, 109L, 32L, 92L, 34L, 40L, 205L, 113L, 167L, 16L, 26L));
    }

    @Test
    void itOpensWhatOthersSealed() {
        for (String text : TEXTS) {
            assertThat(open(Sealing.seal(key(), "mara", "shop", text), "mara", "shop"))
                    .isEqualTo(text);
        }
        String withParties = Sealing.seal(
                Sealing.header(key(), "mara", "shop")
                        .agreementPartyUInfo(Base64URL.encode("shop"))
                        .agreementPartyVInfo(Base64URL.encode("mara"))
                        .build(),
                key(),
                "hello");
        assertThat(open(withParties, "mara", "shop")).isEqualTo("hello");
    }

    @Test
    void othersOpenWhatItSealedAndTheServiceLetsItThrough() {
        ECKey company = Sealing.key("k-shop");
        for (String text : TEXTS) {
            String sealed = (String) run(
                    "return await sealing.seal(args[0], args[1], { to: 'shop', from: 'mara' })",
                    text,
                    company.toPublicJWK().toJSONObject());

            assertThat(Sealing.open(company, sealed)).isEqualTo(text);
            assertThat(SealedBody.check(sealed, "shop", "mara")).isEqualTo(new SealedBody.Check.Sealed("k-shop"));
        }
    }

    @Test
    void whatIsChangedOrForSomebodyElseIsNotOpened() {
        String sealed = Sealing.seal(key(), "mara", "shop", "hello");
        String[] parts = sealed.split("\\.");
        String body = parts[3].charAt(0) == 'A' ? "B" : "A";

        assertThat(open(sealed, "jonas", "shop")).isEqualTo("refused");
        assertThat(open(sealed, "mara", "lottery")).isEqualTo("refused");
        assertThat(open(sealed.replace("." + parts[3] + ".", "." + body + parts[3].substring(1) + "."), "mara", "shop"))
                .isEqualTo("refused");
        assertThat(open(Sealing.seal(Sealing.key("k"), "mara", "shop", "hello"), "mara", "shop"))
                .isEqualTo("refused");
    }

    @Test
    void noPageTakesTheKeyOut() {
        assertThat(run("return await crypto.subtle.exportKey('jwk', window.pair.privateKey)"
                        + ".then(() => 'taken', (failure) => failure.name)"))
                .isEqualTo("InvalidAccessError");
    }

    private Object open(String sealed, String to, String from) {
        return run(
                "return await sealing.open(args[0], window.pair.privateKey, { to: args[1], from: args[2] })"
                        + ".catch(() => 'refused')",
                sealed,
                to,
                from);
    }

    @SuppressWarnings("unchecked")
    private ECKey key() {
        Map<String, Object> jwk = (Map<String, Object>)
                run("return { kty: 'EC', crv: 'P-256', ...await sealing.publicPart(window.pair.publicKey) }");
        try {
            return ECKey.parse(jwk);
        } catch (java.text.ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private Object run(String script, Object... args) {
        return browser.driver()
                .executeAsyncScript(
                        "const done = arguments[arguments.length - 1]; const args = [...arguments];"
                                + "import('/inbox/sealing.js').then(async (sealing) => {" + script + "}).then(done,"
                                + " (failure) => done('failed: ' + failure))",
                        args);
    }
}
