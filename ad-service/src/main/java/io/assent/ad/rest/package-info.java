@NullMarked
package io.assent.ad.rest;

import org.jspecify.annotations.NullMarked;
