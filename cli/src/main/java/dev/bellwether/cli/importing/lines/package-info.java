/// The import of one file with an event, a Segment call or a CloudEvent a line; an interrupted one resumes.
/// Not folders of CSV files: see the package above.
/// Begin with [LinesImport].
package dev.bellwether.cli.importing.lines;
