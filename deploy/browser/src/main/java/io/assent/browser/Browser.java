package io.assent.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * One person's Chromium, fresh and offline. Where none is installed the test is skipped, and says how to have one; with
 * {@code ASSENT_BROWSER=required} it fails instead.
 */
public final class Browser implements AutoCloseable {
    private static final List<Path> PROGRAMS = Stream.of("/usr/bin/chromium", "/usr/bin/google-chrome")
            .map(Path::of)
            .toList();
    private static final List<Path> DRIVERS = Stream.of("/usr/bin/chromedriver", "/usr/local/bin/chromedriver")
            .map(Path::of)
            .toList();

    private final ChromeDriver driver;
    private final Path profile;
    private final Setting setting;

    private Browser(ChromeDriver driver, Path profile, Setting setting) {
        this.driver = driver;
        this.profile = profile;
        this.setting = setting;
    }

    /** Starts it; the size is that of the page itself. */
    public static Browser start(Setting setting) {
        Optional<Path> program = first(PROGRAMS);
        Optional<Path> service = first(DRIVERS);
        boolean there = program.isPresent() && service.isPresent();
        if (!there && "required".equals(System.getenv("ASSENT_BROWSER"))) {
            throw new IllegalStateException("ASSENT_BROWSER=required, and there is no chromium with its chromedriver");
        }
        Assumptions.assumeTrue(
                there,
                "skipped: no browser (Debian: apt-get install chromium chromium-driver shows and tests the pages)");
        try {
            Path profile = Files.createTempDirectory("assent-browser");
            ChromeDriverService driverService = new ChromeDriverService.Builder()
                    .usingDriverExecutable(service.orElseThrow().toFile())
                    .build();
            ChromeOptions options = options(program.orElseThrow(), profile, setting);
            Browser browser = new Browser(new ChromeDriver(driverService, options), profile, setting);
            browser.measured(setting.width(), setting.height());
            browser.driver.executeCdpCommand(
                    "Emulation.setEmulatedMedia",
                    Map.of(
                            "features",
                            List.of(
                                    Map.of("name", "prefers-color-scheme", "value", setting.dark() ? "dark" : "light"),
                                    Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
            if (!setting.scripts()) {
                browser.driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", true));
            }
            return browser;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ChromeOptions options(Path program, Path profile, Setting setting) {
        return new ChromeOptions()
                .setBinary(program.toFile())
                .addArguments(
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--hide-scrollbars",
                        "--no-first-run",
                        "--lang=" + setting.language(),
                        "--accept-lang=" + setting.language(),
                        "--user-data-dir=" + profile);
    }

    public Setting setting() {
        return setting;
    }

    public ChromeDriver driver() {
        return driver;
    }

    /** Shows the address and waits until it is loaded. */
    public void open(String url) {
        driver.get(url);
    }

    /** The page gets this size, as a phone of it would give. */
    public void measured(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    }

    public WebElement find(String css) {
        return driver.findElement(By.cssSelector(css));
    }

    public List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    /** Waits until it is shown. */
    public WebElement await(String css) {
        return new WebDriverWait(driver, java.time.Duration.ofSeconds(20))
                .ignoring(org.openqa.selenium.StaleElementReferenceException.class)
                .until(_ -> all(css).stream()
                        .filter(WebElement::isDisplayed)
                        .findFirst()
                        .orElse(null));
    }

    public void press(Keys key) {
        new Actions(driver).sendKeys(key).perform();
    }

    /** Goes on with Tab until the element has the focus, as somebody without a mouse would. */
    public void tabTo(String css) {
        for (int step = 0; step < 200; step++) {
            WebElement focused = driver.switchTo().activeElement();
            if (all(css).contains(focused)) {
                return;
            }
            press(Keys.TAB);
        }
        throw new AssertionError("Tab never comes to " + css);
    }

    /** True when nothing lies beside the page, so that it need not be moved sideways. */
    public boolean fitsTheWidth() {
        return Boolean.TRUE.equals(driver.executeScript(
                "return document.documentElement.scrollWidth <= document.documentElement.clientWidth"));
    }

    @Override
    public void close() {
        driver.quit();
        try (Stream<Path> files = Files.walk(profile)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException stillWritten) {
            // in the folder of temporary files, where it is of no harm
        }
    }

    private static Optional<Path> first(List<Path> candidates) {
        return candidates.stream().filter(Files::isExecutable).findFirst();
    }
}
