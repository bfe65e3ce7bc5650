package io.ultimatemcp.server.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes one key: the component's name in kebab case, below the name of its group. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {
    /** The default, written as in a file; "" for none. */
    String value() default "";

    /** One sentence for the operator. */
    String doc();

    /** The variable of the original platform that still sets this key; "" for none. */
    String alias() default "";

    /** Smallest allowed number, of the unit the value is written in. */
    long min() default Long.MIN_VALUE;

    /** Largest allowed number, of the unit the value is written in. */
    long max() default Long.MAX_VALUE;
}
