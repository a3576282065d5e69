package io.assent.base.page;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Settings of the pages of a service. */
@ConfigMapping(prefix = "assent.page")
public interface PageConfig {
    /** Pages for the same people, by a name of their own. None is below another. */
    Map<String, Area> areas();

    /** Where people decide who may reach them, as their browsers reach it: the root of consent-service's pages. */
    @WithDefault("/privacy")
    URI privacyUrl();

    /** In which times are shown. */
    @WithDefault("Europe/Berlin")
    ZoneId timeZone();

    /** Pages with one way in. Sessions and their protection end at its borders. */
    interface Area {
        /** Under which they lie. */
        String root();

        /** The roles for which a session is opened. */
        Set<String> roles();

        /** True for the root and all below it. */
        default boolean covers(String path) {
            return path.equals(root()) || path.startsWith(root() + "/");
        }
    }

    /** Where this path lies; nothing when it is no page's. */
    default Optional<Area> area(String path) {
        return areas().values().stream().filter(area -> area.covers(path)).findFirst();
    }

    default boolean covers(String path) {
        return area(path).isPresent();
    }
}
