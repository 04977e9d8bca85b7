/// Requests are held to the options of their contracts before a method sees them.
/// Not here: reading the options (module `proto`, package `constraint`); who may call (package `access`).
/// Begin with `ConstraintInterceptor`.
package dev.bellwether.chassis.constraint;
