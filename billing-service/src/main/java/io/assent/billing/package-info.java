@NullMarked
package io.assent.billing;

import org.jspecify.annotations.NullMarked;
