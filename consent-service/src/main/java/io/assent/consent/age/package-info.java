/** What the messenger says of people's ages: as little of it as the rules need. */
@NullMarked
package io.assent.consent.age;

import org.jspecify.annotations.NullMarked;
