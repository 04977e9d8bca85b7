package dev.bellwether.deploy.chart;

import dev.bellwether.embedded.testing.RawCalls;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// A call of a few kilobytes that would take much more memory, and how it is rightly answered.
///
/// @param right statuses, of gRPC or of HTTP
/// @param times how often it comes at once
record SmallCall(String name, String path, Map<String, String> headers, byte[] body, Set<Integer> right, int times) {

    private static final int MANY = 200;

    /// Statuses of gRPC, by its `statuscodes.md`.
    private static final Set<Integer> RESOURCE_EXHAUSTED = Set.of(8);
    /// What is within the limits is answered, as long as there is room for it beside the others.
    static final Set<Integer> OK_OR_EXHAUSTED = Set.of(0, 8);
    static final Set<Integer> INVALID_OR_EXHAUSTED = Set.of(3, 8);
    private static final Set<Integer> UNIMPLEMENTED = Set.of(12);
    private static final Set<Integer> UNAUTHENTICATED = Set.of(16);
    /// A call that finds no room beside the others is told to come back.
    private static final int TOO_MANY_REQUESTS = 429;

    private static final byte[] ZEROS = RawCalls.gzip(new byte[64 << 20]);
    /// Fits into the 32 KB of an event.
    private static final byte[] FEWER_ZEROS = RawCalls.gzip(new byte[20 << 20]);
    private static final String HEALTH = "/grpc.health.v1.Health/Check";

    /// 65 kB that unpack to 64 MiB, with a credential and without, and for those who ask how the service is or what it can do.
    static Stream<SmallCall> grpcBombs(String method, String credential) {
        byte[] bomb = RawCalls.framed(1, ZEROS);
        Map<String, String> gzip = Map.of("grpc-encoding", "gzip");
        return Stream.of(
                new SmallCall("a bomb for " + method, method, with(gzip, "authorization", "Bearer " + credential), bomb, RESOURCE_EXHAUSTED,
                        MANY),
                new SmallCall("a stranger's bomb for " + method, method, gzip, bomb, UNAUTHENTICATED, MANY),
                new SmallCall("a bomb with a wrong key for " + method, method, with(gzip, "authorization", "Bearer wrong"), bomb,
                        UNAUTHENTICATED, MANY),
                new SmallCall("a bomb in Brotli for " + method, method,
                        with(Map.of("grpc-encoding", "br"), "authorization", "Bearer " + credential), bomb, UNIMPLEMENTED, MANY),
                new SmallCall("a stranger's bomb for health", HEALTH, gzip, bomb, RESOURCE_EXHAUSTED, MANY),
                new SmallCall("a bomb for reflection", "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo",
                        with(gzip, "authorization", "Bearer " + credential), bomb, RESOURCE_EXHAUSTED, MANY));
    }

    /// One message of gRPC, compressed.
    static SmallCall packed(String name, String method, String credential, byte[] message, Set<Integer> right) {
        return new SmallCall(name + " for " + method, method, Map.of("grpc-encoding", "gzip", "authorization", "Bearer " + credential),
                RawCalls.framed(1, RawCalls.gzip(message)), right, 40);
    }

    /// @param stranger the status for one who shows no key
    static Stream<SmallCall> httpBombs(String door, String type, String key, int stranger) {
        String name = " for " + door + " as " + type;
        Map<String, String> headers = Map.of("content-type", type, "ce-specversion", "1.0");
        return Stream.of("gzip", "x-gzip", "br", "deflate", "zstd", "gzip, gzip").flatMap(encoding -> {
            Map<String, String> encoded = with(headers, "content-encoding", encoding);
            int refused = encoding.equals("gzip") || encoding.equals("x-gzip") ? 400 : 415;
            return Stream.of(
                    new SmallCall("a bomb in " + encoding + name, door, with(encoded, "authorization", "Bearer " + key), FEWER_ZEROS,
                            Set.of(refused, TOO_MANY_REQUESTS), refused == 400 ? MANY : 40),
                    new SmallCall("a stranger's bomb in " + encoding + name, door, encoded, FEWER_ZEROS,
                            Set.of(stranger == 401 ? 401 : refused, TOO_MANY_REQUESTS), refused == 400 ? MANY : 40));
        });
    }

    /// At a path that is no door for events.
    static Stream<SmallCall> httpStrangers(String path) {
        return Stream.of("gzip", "br").map(encoding -> new SmallCall("a stranger's bomb in " + encoding + " for " + path, path,
                Map.of("content-type", "application/json", "content-encoding", encoding), ZEROS, Set.of(401), 40));
    }

    SmallCall times(int others) {
        return new SmallCall(name, path, headers, body, right, others);
    }

    int status(RawCalls.Answer answer) {
        return headers.containsKey("grpc-encoding") ? answer.code() : answer.http();
    }

    /// A field repeated up to this many bytes.
    ///
    /// @param hex the bytes of the field
    static byte[] repeated(String hex, int bytes) {
        byte[] field = HexFormat.of().parseHex(hex);
        byte[] all = new byte[bytes / field.length * field.length];
        for (int at = 0; at < all.length; at += field.length) {
            System.arraycopy(field, 0, all, at, field.length);
        }
        return all;
    }

    /// A message in a field of a message in a field ...
    ///
    /// @param fields their numbers, the innermost first
    static byte[] nested(byte[] message, int... fields) {
        byte[] whole = message;
        for (int field : fields) {
            whole = concatenated(varint(field << 3 | 2), varint(whole.length), whole);
        }
        return whole;
    }

    private static byte[] varint(int number) {
        byte[] bytes = new byte[5];
        int length = 0;
        int rest = number;
        while (rest > 127) {
            bytes[length++] = (byte) (rest & 127 | 128);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
        return Arrays.copyOf(bytes, length);
    }

    private static byte[] concatenated(byte[]... parts) {
        byte[] whole = new byte[Stream.of(parts).mapToInt(part -> part.length).sum()];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, whole, at, part.length);
            at += part.length;
        }
        return whole;
    }

    private static Map<String, String> with(Map<String, String> headers, String name, String value) {
        Map<String, String> all = new HashMap<>(headers);
        all.put(name, value);
        return all;
    }
}
