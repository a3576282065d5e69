package io.assent.notification;

import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;

/** All that the service writes to its log while this is open, with what was thrown. */
final class LogLines extends Handler implements AutoCloseable {
    private final StringBuffer text = new StringBuffer();

    LogLines() {
        setFormatter(new PatternFormatter("%c %s%e%n"));
        Logger.getLogger("").addHandler(this);
    }

    String text() {
        return text.toString();
    }

    @Override
    public void publish(LogRecord line) {
        text.append(getFormatter().format(line));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(this);
    }
}
