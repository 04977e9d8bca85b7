package dev.bellwether.ingestion.http;

import io.vertx.core.http.HttpServerResponse;

/// What browsers are told: any page may send, since whoever sends shows a key. No cookie is ever looked at.
final class CorsHeaders {

    private CorsHeaders() {}

    static HttpServerResponse allow(HttpServerResponse response) {
        return response
                .putHeader("Access-Control-Allow-Origin", "*")
                .putHeader("Access-Control-Allow-Methods", "POST, OPTIONS")
                .putHeader("Access-Control-Allow-Headers", "Authorization, Content-Type, Content-Encoding, X-Retry-Count,"
                        + " Bellwether-Backfill, Bellwether-Validate-Only, Bellwether-Report")
                .putHeader("Access-Control-Expose-Headers", "Retry-After")
                .putHeader("Access-Control-Max-Age", "86400");
    }
}
