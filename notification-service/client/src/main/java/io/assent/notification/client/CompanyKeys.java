package io.assent.notification.client;

import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.jwk.ECKey;
import io.assent.notification.client.Chat.Content;
import java.text.ParseException;
import java.util.List;

/** The company's private keys, present and former, and what they open. */
record CompanyKeys(String company, List<ECKey> keys) {
    /** One text that cannot be read keeps nobody from the next. */
    Content open(String sealed, String from) {
        try {
            JWEHeader header = JWEObject.parse(sealed).getHeader();
            if (!company.equals(header.getCustomParam("to")) || !from.equals(header.getCustomParam("from"))) {
                return new Content.Unreadable("its header names others");
            }
            for (ECKey key : keys) {
                if (key.getKeyID().equals(header.getKeyID())) {
                    return new Content.Opened(Seal.open(sealed, key));
                }
            }
            return new Content.Unreadable("it is sealed to a key that is not held here");
        } catch (ParseException | IllegalStateException e) {
            return new Content.Unreadable("it is no JWE, or was changed");
        }
    }
}
