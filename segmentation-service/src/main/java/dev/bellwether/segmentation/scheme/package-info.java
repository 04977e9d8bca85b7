/// The lifecycle scheme: parses, compiles, stores and evaluates its rules; versions are kept for ever.
/// Not here: hysteresis and minimum stays (package `membership`).
/// Begin with `Scheme`; `CompiledScheme` evaluates it. The shipped rules are in `schemes/lifecycle.yaml`.
package dev.bellwether.segmentation.scheme;
