/// The command `account`: everything about one account on one page.
/// Not its export or erasure: see `erasure`.
/// Begin with [AccountCommand].
package dev.bellwether.cli.account;
