/// The key of an account, which decides its partition in every topic.
/// Not here: resource names (package `names`).
/// Begin with `AccountKey`.
package dev.bellwether.chassis.account;
