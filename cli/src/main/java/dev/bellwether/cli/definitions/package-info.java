/// The commands `definitions`: a tenant's definitions as a folder of files, checked, compared, published, and their history.
/// Not what a definition means, and not when a revision is in force: the service that owns its kind decides that.
/// Begin with [DefinitionsCommand] and [DefinitionFolder].
package dev.bellwether.cli.definitions;
