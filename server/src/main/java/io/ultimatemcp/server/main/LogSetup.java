package io.ultimatemcp.server.main;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import io.ultimatemcp.server.settings.Settings;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/**
 * Logging without a configuration file: reading XML would cost a tenth of the start. Everything
 * goes to standard error, or to a file of bounded size. Found by logback as a service; {@link
 * #apply} then sets what the operator chose.
 */
public final class LogSetup extends ContextAwareBase implements Configurator {
    private static final String PATTERN =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSSX,UTC} %-5level %logger{0} %msg%n";

    private static final long FILE_BYTES = 10L << 20;
    private static final int EARLIER_FILES = 4;

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        set(context, Level.WARN, console(context, Settings.LogFormat.TEXT));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** Logs to standard error. */
    static void apply(Settings.Log log) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.reset();
            set(context, Level.valueOf(log.level().name()), console(context, log.format()));
        }
    }

    /** Logs to a file, what ends a thread too; the file never grows beyond a bound. */
    static void apply(Settings.Log log, Path file) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.reset();
            set(context, Level.valueOf(log.level().name()), file(context, log.format(), file));
        }
        var threads = LoggerFactory.getLogger(Thread.class);
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) ->
                threads.error("the thread {} ended", thread.getName(), failure));
    }

    private static Appender<ILoggingEvent> console(
            LoggerContext context, Settings.LogFormat format) {
        var appender = new ConsoleAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setTarget("System.err");
        appender.setEncoder(encoder(context, format));
        appender.start();
        return appender;
    }

    private static Appender<ILoggingEvent> file(
            LoggerContext context, Settings.LogFormat format, Path file) {
        var appender = new OutputStreamAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setEncoder(encoder(context, format));
        appender.setOutputStream(new RollingFile(file, FILE_BYTES, EARLIER_FILES));
        appender.start();
        return appender;
    }

    private static void set(LoggerContext context, Level level, Appender<ILoggingEvent> appender) {
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        // Libraries talk when something is wrong, we as the operator chose.
        root.setLevel(level.isGreaterOrEqual(Level.WARN) ? level : Level.WARN);
        // A database that went away is told by the ledger in a line; this would add a stack trace.
        context.getLogger("com.zaxxer.hikari").setLevel(Level.ERROR);
        context.getLogger("io.ultimatemcp").setLevel(level);
        root.addAppender(appender);
    }

    private static Encoder<ILoggingEvent> encoder(
            LoggerContext context, Settings.LogFormat format) {
        return switch (format) {
            case TEXT -> {
                var text = new PatternLayoutEncoder();
                text.setContext(context);
                text.setPattern(PATTERN);
                text.start();
                yield text;
            }
            case JSON -> {
                var json = new JsonEncoder();
                json.setContext(context);
                json.start();
                yield json;
            }
        };
    }
}
