/// The command `demo`: plays the simulator into a platform and measures how well the segments agree with its truth.
/// Not the customers themselves: see the module `simulator`.
/// Begin with [Demo].
package dev.bellwether.local.demo;
