/// Maps values of other systems to fields of facts: CEL expressions, conversions, YAML with positions.
/// Not here: the sources of values, which are files (the importer) and messages (ingestion-service, package `trackingplan`).
/// Begin with `FieldValues`; `ExpressionCompiler` for expressions.
package dev.bellwether.mapping;
