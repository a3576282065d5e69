/** What an SRE sees of a service: health, metrics, and nothing that names a person. */
@NullMarked
package io.assent.base.observe;

import org.jspecify.annotations.NullMarked;
