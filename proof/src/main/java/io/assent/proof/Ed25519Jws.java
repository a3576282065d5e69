package io.assent.proof;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSProvider;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.jca.JCAContext;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.util.Set;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/** EdDSA for the JOSE library, by Bouncy Castle: the JDK's own takes ten times as long. */
final class Ed25519Jws {
    private Ed25519Jws() {}

    static JWSSigner signer(Ed25519PrivateKeyParameters key) {
        return new Signer(key);
    }

    static JWSVerifier verifier(Ed25519PublicKeyParameters key) {
        return new Verifier(key);
    }

    static OctetKeyPair jwk(Ed25519PublicKeyParameters key) {
        return new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(key.getEncoded())).build();
    }

    static String thumbprint(Ed25519PublicKeyParameters key) {
        try {
            return jwk(key).computeThumbprint().toString();
        } catch (JOSEException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private abstract static class Algorithm implements JWSProvider {
        private final JCAContext context = new JCAContext();

        @Override
        public Set<JWSAlgorithm> supportedJWSAlgorithms() {
            return Set.of(JWSAlgorithm.EdDSA);
        }

        @Override
        public JCAContext getJCAContext() {
            return context;
        }
    }

    private static final class Signer extends Algorithm implements JWSSigner {
        private final Ed25519PrivateKeyParameters key;

        Signer(Ed25519PrivateKeyParameters key) {
            this.key = key;
        }

        @Override
        public Base64URL sign(JWSHeader header, byte[] input) {
            Ed25519Signer signature = new Ed25519Signer();
            signature.init(true, key);
            signature.update(input, 0, input.length);
            return Base64URL.encode(signature.generateSignature());
        }
    }

    private static final class Verifier extends Algorithm implements JWSVerifier {
        private final Ed25519PublicKeyParameters key;

        Verifier(Ed25519PublicKeyParameters key) {
            this.key = key;
        }

        @Override
        public boolean verify(JWSHeader header, byte[] input, Base64URL signature) {
            Ed25519Signer verifier = new Ed25519Signer();
            verifier.init(false, key);
            verifier.update(input, 0, input.length);
            return verifier.verifySignature(signature.decode());
        }
    }
}
