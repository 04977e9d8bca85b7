/// The commands `export` and `erase`, for one account.
/// Not those for a whole tenant: see `tenant`.
/// Begin with [EraseCommand].
package dev.bellwether.cli.erasure;
