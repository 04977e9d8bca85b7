/// Events as JSON that people write, read strictly: an unknown field or an unfit value is named.
/// Not the JSON of results: see `terminal`.
/// Begin with [ProtoJson].
package dev.bellwether.cli.json;
