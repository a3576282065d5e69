@NullMarked
package io.assent.billing.rest;

import org.jspecify.annotations.NullMarked;
