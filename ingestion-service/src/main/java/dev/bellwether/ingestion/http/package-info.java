/// What all HTTP doors share: bounded bodies, JSON, CORS, credentials of a call, answers and errors.
/// Not here: the formats of Segment and CloudEvents (packages `segment` and `cloudevents`).
/// Begin with `Doors` for a call and `Intake` for its events.
package dev.bellwether.ingestion.http;
