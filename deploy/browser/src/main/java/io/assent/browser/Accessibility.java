package io.assent.browser;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.util.List;

/** What axe-core finds on the page that is shown: rules of WCAG 2.2 AA and good practice. */
public final class Accessibility {
    private Accessibility() {}

    /** Empty when nothing is wrong; otherwise a sentence a finding, with the elements. */
    public static List<String> violations(Browser browser) {
        return new AxeBuilder()
                .analyze(browser.driver()).getViolations().stream()
                        .map(Accessibility::sentence)
                        .toList();
    }

    private static String sentence(Rule rule) {
        List<String> elements = rule.getNodes().stream()
                .map(node -> node.getHtml() + " " + node.getFailureSummary())
                .toList();
        return rule.getId() + ": " + rule.getHelp() + " " + elements;
    }
}
