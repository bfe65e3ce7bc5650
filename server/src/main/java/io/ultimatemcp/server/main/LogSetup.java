package io.ultimatemcp.server.main;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import io.ultimatemcp.server.settings.Settings;
import org.slf4j.LoggerFactory;

/**
 * Logging without a configuration file: reading XML would cost a tenth of the start. Everything
 * goes to standard error. Found by logback as a service; {@link #apply} then sets what the operator
 * chose.
 */
public final class LogSetup extends ContextAwareBase implements Configurator {
    private static final String PATTERN =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSSX,UTC} %-5level %logger{0} %msg%n";

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        set(context, Level.WARN, Settings.LogFormat.TEXT);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    static void apply(Settings.Log log) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.reset();
            set(context, Level.valueOf(log.level().name()), log.format());
        }
    }

    private static void set(LoggerContext context, Level level, Settings.LogFormat format) {
        var appender = new ConsoleAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setTarget("System.err");
        appender.setEncoder(encoder(context, format));
        appender.start();
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
