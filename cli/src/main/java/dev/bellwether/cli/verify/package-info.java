/// The command `verify`: rebuild, close and decide again, and compare with what is stored.
/// Not the comparison itself: playbook-service answers it, one partition at a time.
/// Begin with [Verification].
package dev.bellwether.cli.verify;
