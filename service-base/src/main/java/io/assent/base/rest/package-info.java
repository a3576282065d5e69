@NullMarked
package io.assent.base.rest;

import org.jspecify.annotations.NullMarked;
