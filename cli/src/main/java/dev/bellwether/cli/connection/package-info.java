/// How a command reaches an installation: addresses, credentials, gRPC channels.
/// Not what is called there: each command does that itself.
/// Begin with [PlatformOption] and [Connection].
package dev.bellwether.cli.connection;
