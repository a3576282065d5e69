@NullMarked
package io.assent.consent.rest;

import org.jspecify.annotations.NullMarked;
