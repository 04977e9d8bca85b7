/// What a mapping file says, and the events that it makes of rows of CSV files. Calls no service.
/// Not the values and expressions that tracking plans share with it: see the module `mapping`.
/// Begin with [MappingReader] and [Mapping].
package dev.bellwether.cli.importing.mapping;
