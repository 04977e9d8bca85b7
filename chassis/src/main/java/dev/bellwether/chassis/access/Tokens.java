package dev.bellwether.chassis.access;

import dev.bellwether.chassis.errors.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/// JSON Web Tokens (RFC 7519) of the issuer that is trusted, profiled as OAuth 2.0 access tokens are (RFC 9068): `scope`, a
/// list with spaces between, and whose data in a claim of the installation's choice. Signed with a key pair only: a shared
/// secret would let every service that can check a token make one.
@ApplicationScoped
class Tokens {

    private static final int CLOCK_SKEW_SECONDS = 30;
    private static final String ALL_TENANTS = "*";
    private static final AlgorithmConstraints ALGORITHMS = new AlgorithmConstraints(ConstraintType.PERMIT,
            AlgorithmIdentifiers.RSA_USING_SHA256, AlgorithmIdentifiers.RSA_USING_SHA384, AlgorithmIdentifiers.RSA_USING_SHA512,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA256, AlgorithmIdentifiers.RSA_PSS_USING_SHA384, AlgorithmIdentifiers.RSA_PSS_USING_SHA512,
            AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256, AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384,
            AlgorithmIdentifiers.ECDSA_USING_P521_CURVE_AND_SHA512, AlgorithmIdentifiers.EDDSA);

    private final OidcConfig config;
    private final Optional<JwtConsumer> consumer;

    Tokens(OidcConfig config, IssuerKeys keys) {
        this.config = config;
        // By the system's clock and no other: the platform may be run at another time, the issuer is not.
        this.consumer = config.issuer().map(issuer -> new JwtConsumerBuilder()
                .setExpectedIssuer(issuer)
                .setExpectedAudience(config.audience())
                .setRequireExpirationTime()
                .setAllowedClockSkewInSeconds(CLOCK_SKEW_SECONDS)
                .setJwsAlgorithmConstraints(ALGORITHMS)
                .setVerificationKeyResolver(keys)
                .build());
    }

    /// @throws Refusal.Unauthenticated when it does not hold, with what is wrong with it
    /// @throws Refusal.Unavailable     when the issuer's keys are not known yet
    Caller verify(String token) {
        JwtConsumer trusted =
                consumer.orElseThrow(() -> new Refusal.Unauthenticated("this is no key of this installation, and it trusts no issuer of"
                        + " tokens (bellwether.oidc.issuer)"));
        try {
            return caller(trusted.processToClaims(token));
        } catch (InvalidJwtException invalid) {
            if (invalid.getCause() instanceof SigningKeysUnavailableException) {
                throw new Refusal.Unavailable("the keys of the tokens' issuer are not known yet; try again");
            }
            throw new Refusal.Unauthenticated(reason(invalid));
        }
    }

    private Caller caller(JwtClaims claims) {
        Set<String> tenants = new HashSet<>(texts(claims.getClaimValue(config.tenantsClaim())));
        Set<String> scopes = Stream.of("scope", "scp")
                .flatMap(claim -> texts(claims.getClaimValue(claim)).stream())
                .flatMap(text -> Arrays.stream(text.split(" ")))
                .collect(Collectors.toSet());
        String subject = claims.getClaimValue("sub") instanceof String name ? name : "a token without subject";
        return new Caller(subject, Optional.of(scopes), tenants.contains(ALL_TENANTS) ? Optional.empty() : Optional.of(tenants));
    }

    /// Of a text, or a list of them; what is neither says nothing.
    private static List<String> texts(Object claim) {
        return switch (claim) {
            case String text -> List.of(text);
            case List<?> list -> list.stream().filter(String.class::isInstance).map(String.class::cast).toList();
            case null, default -> List.of();
        };
    }

    private String reason(InvalidJwtException invalid) {
        if (invalid.hasErrorCode(ErrorCodes.EXPIRED)) {
            return "this token has expired: get a new one";
        }
        if (invalid.hasErrorCode(ErrorCodes.NOT_YET_VALID)) {
            return "this token is not valid yet";
        }
        if (invalid.hasErrorCode(ErrorCodes.ISSUER_INVALID) || invalid.hasErrorCode(ErrorCodes.ISSUER_MISSING)) {
            return "this token is of another issuer than " + config.issuer().orElseThrow();
        }
        if (invalid.hasErrorCode(ErrorCodes.AUDIENCE_INVALID) || invalid.hasErrorCode(ErrorCodes.AUDIENCE_MISSING)) {
            return "this token is for another audience than '" + config.audience() + "'";
        }
        if (invalid.hasErrorCode(ErrorCodes.EXPIRATION_MISSING)) {
            return "this token never expires, and is not taken: it needs 'exp'";
        }
        return "this is neither a key of this installation nor a token that its issuer has signed";
    }
}
