/// What the contracts let a field hold, read once from the options beside it (`buf.validate`, `bellwether.limits.v1`).
/// Not here: what needs a clock, a configuration or other fields (the services themselves).
/// Begin with `FieldConstraints`; `MessageConstraints` checks a whole request.
package dev.bellwether.proto.constraint;
