package io.ultimatemcp.server.tool;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes one field of a tool's request or result; the JSON schema is made from it. A component
 * that is neither {@code @Nullable} nor preset is required.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Field {
    /** What the field means, with its unit: read by people and models. */
    String value();

    /** The default as JSON; "" for none. */
    String preset() default "";

    /** Least number allowed. */
    double min() default Double.NEGATIVE_INFINITY;

    /** Greatest number allowed. */
    double max() default Double.POSITIVE_INFINITY;

    /** Fewest characters of a text. */
    int minLength() default 0;

    /** Most bytes of a text in UTF-8, or most items of a list or map; 0 for no limit. */
    int maxSize() default 0;

    /**
     * Regular expression (ECMA-262) that a text, or each key of a map, has to match; "" for none.
     */
    String pattern() default "";
}
