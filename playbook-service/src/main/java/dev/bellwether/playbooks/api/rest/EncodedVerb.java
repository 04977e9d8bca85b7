package dev.bellwether.playbooks.api.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// Some clients send the colon of `…/recommendations/{id}:accept` as `%3A`, as they may.
public class EncodedVerb {
    private static final Pattern COLON = Pattern.compile("%3A", Pattern.CASE_INSENSITIVE);

    @ServerRequestFilter(preMatching = true)
    public void decode(ContainerRequestContext request) {
        URI asked = request.getUriInfo().getRequestUri();
        String path = asked.getRawPath();
        int segment = path.lastIndexOf('/') + 1;
        String decoded = path.substring(0, segment) + COLON.matcher(path.substring(segment)).replaceAll(":");
        if (!decoded.equals(path)) {
            request.setRequestUri(UriBuilder.fromUri(asked).replacePath(decoded).build());
        }
    }
}
