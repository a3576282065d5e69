package io.assent.base.page;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.ZoneId;

/** Settings of the pages of a service. */
@ConfigMapping(prefix = "assent.page")
public interface PageConfig {
    /** Under which all pages lie; sessions and their protection end there. */
    @WithDefault("/pages")
    String root();

    /** In which times are shown. */
    @WithDefault("Europe/Berlin")
    ZoneId timeZone();

    /** True for the root and all below it. */
    default boolean covers(String path) {
        return path.equals(root()) || path.startsWith(root() + "/");
    }
}
