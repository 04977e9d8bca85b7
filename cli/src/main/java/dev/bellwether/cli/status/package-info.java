/// The command `status`: lag, unpublished entries and suspended accounts of each service.
/// Not how they are counted: see `progress`.
/// Begin with [StatusCommand].
package dev.bellwether.cli.status;
