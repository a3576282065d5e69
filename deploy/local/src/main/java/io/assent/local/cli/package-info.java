/** The launcher's commands; their fields are set by picocli, so the package is not null-marked. */
@NullUnmarked
package io.assent.local.cli;

import org.jspecify.annotations.NullUnmarked;
