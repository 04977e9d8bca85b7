/// How far the services are with what was sent, and waiting until they are done.
/// Not how it is shown: see the command `status`.
/// Begin with [PipelineProgress].
package dev.bellwether.cli.progress;
