package pt.arquipelago.node.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a key of a settings file means. The page {@code docs/settings.md} is compared with these texts in the build. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {
    /** One sentence for the operator. */
    String value();

    /** The value taken when the key is absent; empty = the key is required (unless its type is Optional). */
    String fallback() default "";
}
