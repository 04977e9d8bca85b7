package dev.bellwether.chassis.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What a credential has to allow for a method of a REST resource, as `bellwether.access.v1.access` says it for gRPC. Whose
/// data it is about stands in the path, as `{tenant}`.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Scope {
    String value();
}
