package io.assent.base.page;

import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page that is being shown: its language, its address, and who sees it. Templates know it as {@code inject:page}. */
@Named("page")
@RequestScoped
public class Page {
    private static final String LANGUAGE_COOKIE = "assent_language";
    private static final Duration YEAR = Duration.ofDays(365);

    private final RoutingContext context;
    private final SecurityIdentity identity;
    private final PageConfig config;
    private final Language language;

    public Page(CurrentVertxRequest request, SecurityIdentity identity, PageConfig config) {
        this.context = request.getCurrent();
        this.identity = identity;
        this.config = config;
        this.language = Language.of(context.request().getParam("lang"))
                .map(this::remembered)
                .orElseGet(this::known);
    }

    public Language language() {
        return language;
    }

    public List<Language> languages() {
        return List.of(Language.values());
    }

    public String path() {
        return context.normalizedPath();
    }

    /** This page, with all that was asked of it, in another language. */
    public String in(Language wanted) {
        Stream<String> asked = context.queryParams().entries().stream()
                .filter(each -> !each.getKey().equals("lang"))
                .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()));
        return path() + "?"
                + Stream.concat(asked, Stream.of("lang=" + wanted.tag())).collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Of the area where it lies. */
    public String root() {
        return config.area(path()).map(PageConfig.Area::root).orElse("/");
    }

    public boolean signedIn() {
        return !identity.isAnonymous();
    }

    /** Where somebody stands who asked for the page and has not shown a token: a session may have been there, and be over. */
    public Doorstep.State doorstep() {
        boolean ended = !signedIn() && context.request().getCookie(SessionCookie.NAME) != null;
        return ended ? Doorstep.State.ENDED : Doorstep.State.OPEN;
    }

    /** True when only the part that changed is wanted, since htmx puts it into the page. */
    public boolean wantsPart() {
        return context.request().headers().contains("HX-Request");
    }

    /** Date and time as they are written in the page's language. */
    public String shown(Instant instant) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                .withLocale(language.locale())
                .withZone(config.timeZone())
                .format(instant);
    }

    /** Day and hour, in short. */
    public String hour(Instant instant) {
        return DateTimeFormatter.ofPattern("EEE HH:mm", language.locale())
                .withZone(config.timeZone())
                .format(instant);
    }

    /** A day of UTC, as figures are counted. */
    public String day(Instant instant) {
        return DateTimeFormatter.ofPattern(language == Language.DE ? "d. MMM" : "d MMM", language.locale())
                .withZone(ZoneOffset.UTC)
                .format(instant);
    }

    /** A whole page; one that htmx asked for as a part takes the place of all that is shown. */
    public Response whole(int status, TemplateInstance template) {
        Response.ResponseBuilder answer = html(status, template);
        return wantsPart()
                ? answer.header("HX-Retarget", "main")
                        .header("HX-Reselect", "main")
                        .header("HX-Reswap", "outerHTML")
                        .build()
                : answer.build();
    }

    /** The part that changed, for htmx. */
    public Response part(int status, TemplateInstance template) {
        return html(status, template).build();
    }

    private Response.ResponseBuilder html(int status, TemplateInstance template) {
        String html = template.setLocale(language.locale()).render();
        return Response.status(status)
                .type("text/html;charset=UTF-8")
                .header("Content-Language", language.tag())
                .entity(html);
    }

    private Language known() {
        Cookie cookie = context.request().getCookie(LANGUAGE_COOKIE);
        return Language.of(cookie == null ? null : cookie.getValue())
                .orElseGet(() -> Language.accepted(context.request().getHeader("Accept-Language")));
    }

    private Language remembered(Language chosen) {
        context.response()
                .addCookie(Cookie.cookie(LANGUAGE_COOKIE, chosen.tag())
                        .setPath(root())
                        .setMaxAge(YEAR.toSeconds())
                        .setSameSite(CookieSameSite.LAX));
        return chosen;
    }
}
