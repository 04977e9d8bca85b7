/// Authentication and authorisation of every call: keys, tokens, scopes, tenants.
/// Not here: write keys of sources (ingestion-service, package `source`).
/// Begin with `AccessInterceptor`; `AccessRule` reads the rule of an rpc from its contract.
package dev.bellwether.chassis.access;
