/// The run of every command from which the launcher trains its AOT cache.
/// Not a test: nothing is asserted.
/// Begin with [Training]; docs/decisions/0038 says why.
package dev.bellwether.local.training;
