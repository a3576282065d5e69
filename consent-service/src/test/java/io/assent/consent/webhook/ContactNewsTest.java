package io.assent.consent.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.assent.consent.contact.ContactState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ContactNewsTest {
    @ParameterizedTest
    @EnumSource(value = ContactState.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aCompanyIsToldOfPeopleWhomItAsked(ContactState state) {
        assertThat(ContactNews.typeOf(state, "blocked")).contains("contact.blocked");
    }

    @Test
    void aCompanyThatNeverAskedIsToldNothing() {
        assertThat(ContactNews.typeOf(ContactState.NONE, "blocked")).isEmpty();
        assertThat(ContactNews.typeOf(ContactState.NONE, "unblocked")).isEmpty();
    }
}
