@NullMarked
package io.assent.servers;

import org.jspecify.annotations.NullMarked;
