/// The commands `tenant`: list the accounts of a tenant, and offboard it.
/// Not one account alone: see `erasure`.
/// Begin with [TenantOffboarding].
package dev.bellwether.cli.tenant;
