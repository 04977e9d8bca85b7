/// The command `up`, and the options that it shares with `demo`.
/// Not how a platform is started and supervised: see `platform`.
/// Begin with [UpCommand].
package dev.bellwether.local.up;
