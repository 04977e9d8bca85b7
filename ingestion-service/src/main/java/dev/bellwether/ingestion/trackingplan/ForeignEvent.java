package dev.bellwether.ingestion.trackingplan;

import java.util.Map;

/// Something that happened, in the words of the one who sent it.
///
/// @param call       Segment's `track`, `page`, `screen`, `identify` or `group`, or `cloudevent`
/// @param name       the event's name, as in `Report Exported`; a page's or screen's name; a CloudEvent's type. May be empty
/// @param properties what came with it (a CloudEvent's data; the traits of `identify` and `group`): maps, lists, strings, longs,
///                   doubles, booleans and nulls
/// @param message    the whole of it, in the same form
public record ForeignEvent(String call, String name, Map<String, Object> properties, Map<String, Object> message) {}
