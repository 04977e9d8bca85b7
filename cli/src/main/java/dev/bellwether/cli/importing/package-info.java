/// The command `import` for folders of CSV files: counts, refused rows, resuming, shifting to today.
/// Not how rows become events (`mapping`), nor files of events, calls or CloudEvents (`lines`).
/// Begin with [ImportCommand].
package dev.bellwether.cli.importing;
