/// Events that the recorder quarantined because their id was recorded with other content.
/// Not rejections at the gateway, which are in the answer to a batch.
/// Begin with [DifferentContent].
package dev.bellwether.cli.importing.conflicts;
