package io.assent.base.page;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.ZoneId;
import java.util.Set;

/** Settings of the pages of a service. */
@ConfigMapping(prefix = "assent.page")
public interface PageConfig {
    /** Under which all pages lie; sessions and their protection end there. */
    @WithDefault("/pages")
    String root();

    /** The roles for which a session is opened. */
    @WithDefault("person,device")
    Set<String> roles();

    /** Where people decide who may reach them, as their browsers reach it: the root of consent-service's pages. */
    @WithDefault("/privacy")
    URI privacyUrl();

    /** In which times are shown. */
    @WithDefault("Europe/Berlin")
    ZoneId timeZone();

    /** True for the root and all below it. */
    default boolean covers(String path) {
        return path.equals(root()) || path.startsWith(root() + "/");
    }
}
