/// The program that `./bellwether` runs: the command line with `up`, `demo` and `simulate`.
/// Not the commands for any installation: see the module `cli`.
/// Begin with [Bellwether].
package dev.bellwether.local;
