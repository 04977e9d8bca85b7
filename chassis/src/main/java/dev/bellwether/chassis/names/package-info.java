/// Resource names as in `tenants/acme/accounts/globex`, and page tokens.
/// Not here: the key of an account (package `account`).
/// Begin with `ResourceNames`.
package dev.bellwether.chassis.names;
