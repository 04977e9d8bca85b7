/// The command line for any installation: its main class and the list of commands.
/// Not the commands that run a platform on this machine: those are in the module `local`.
/// Begin with [CommandSet].
package dev.bellwether.cli;
