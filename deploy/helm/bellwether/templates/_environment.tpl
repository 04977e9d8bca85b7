{{/*
How the services are configured. What is not secret stands in a ConfigMap for each; what is comes from Secrets that are there already.
Names are MicroProfile's: a setting in capitals with `_` for everything else, and what is quoted in it between two `_`.
*/}}

{{/* A Kafka setting's variable: `ssl.keystore.key` is `bellwether.kafka.properties."ssl.keystore.key"`. */}}
{{- define "bellwether.kafkaVariable" -}}
{{- printf "BELLWETHER_KAFKA_PROPERTIES__%s_" (. | upper | replace "." "_") -}}
{{- end -}}

{{/* root, service: what reaches Kafka, with what Strimzi's users bring. */}}
{{- define "bellwether.kafka" -}}
{{- $kafka := deepCopy .service.kafka -}}
{{- with .root.Values.strimzi -}}
{{- if .users.enabled -}}
{{- $properties := dict "security.protocol" "SSL" -}}
{{- $secrets := dict "ssl.truststore.certificates" (dict "secret" (printf "%s-cluster-ca-cert" .cluster) "key" "ca.crt") -}}
{{- if eq .users.authentication "tls" -}}
{{- $_ := set $secrets "ssl.keystore.certificate.chain" (dict "secret" $.service.fullname "key" "user.crt") -}}
{{- $_ := set $secrets "ssl.keystore.key" (dict "secret" $.service.fullname "key" "user.key") -}}
{{- $_ := set $properties "ssl.keystore.type" "PEM" -}}
{{- else -}}
{{- $_ := set $properties "security.protocol" "SASL_SSL" -}}
{{- $_ := set $properties "sasl.mechanism" "SCRAM-SHA-512" -}}
{{- $_ := set $secrets "sasl.jaas.config" (dict "secret" $.service.fullname "key" "sasl.jaas.config") -}}
{{- end -}}
{{- $_ := set $properties "ssl.truststore.type" "PEM" -}}
{{- $own := dict "properties" $properties "secretProperties" $secrets -}}
{{- $kafka = include "bellwether.overlay" (dict "base" $own "over" $kafka) | fromJson -}}
{{- end -}}
{{- end -}}
{{- toJson $kafka -}}
{{- end -}}

{{/* root, service: what the service and its migration need to reach the database. */}}
{{- define "bellwether.databaseEnvironment" -}}
{{- $database := .service.database -}}
BELLWETHER_DATABASE_HOST: {{ $database.host | quote }}
BELLWETHER_DATABASE_PORT: {{ int $database.port | quote }}
BELLWETHER_DATABASE_NAME: {{ $database.name | quote }}
{{- if ne $database.tls.mode "disable" }}
QUARKUS_DATASOURCE_REACTIVE_POSTGRESQL_SSL_MODE: {{ $database.tls.mode | quote }}
QUARKUS_DATASOURCE_JDBC_ADDITIONAL_JDBC_PROPERTIES_SSLMODE: {{ $database.tls.mode | quote }}
{{- if hasPrefix "verify-" $database.tls.mode }}
QUARKUS_DATASOURCE_REACTIVE_TRUST_CERTIFICATE_PEM: "true"
QUARKUS_DATASOURCE_REACTIVE_TRUST_CERTIFICATE_PEM_CERTS: /etc/bellwether/database/ca.crt
QUARKUS_DATASOURCE_JDBC_ADDITIONAL_JDBC_PROPERTIES_SSLROOTCERT: /etc/bellwether/database/ca.crt
{{- if eq $database.tls.mode "verify-full" }}
QUARKUS_DATASOURCE_REACTIVE_HOSTNAME_VERIFICATION_ALGORITHM: HTTPS
{{- end }}
{{- else }}
QUARKUS_DATASOURCE_REACTIVE_TRUST_ALL: "true"
{{- end }}
{{- end }}
{{- end -}}

{{/* root, service: what the chart sets, and over it the service's `environment`. */}}
{{- define "bellwether.environment" -}}
{{- $environment := include "bellwether.chartEnvironment" . | fromYaml -}}
{{- range $name, $value := .service.environment -}}
{{- $_ := set $environment $name $value -}}
{{- end -}}
{{- include "bellwether.strings" $environment -}}
{{- end -}}

{{/* root, service */}}
{{- define "bellwether.chartEnvironment" -}}
{{- $values := .root.Values -}}
{{- $service := .service -}}
{{ include "bellwether.databaseEnvironment" . }}
QUARKUS_DATASOURCE_REACTIVE_MAX_SIZE: {{ int $service.pool | quote }}
QUARKUS_FLYWAY_MIGRATE_AT_START: {{ not $values.migration.enabled | quote }}
BELLWETHER_PARTITIONS: {{ int $values.partitions | quote }}
BELLWETHER_KAFKA_BOOTSTRAP_SERVERS: {{ $service.kafka.bootstrapServers | quote }}
{{- if $service.kafka.continue }}
BELLWETHER_LOG_CONTINUE: "true"
{{- end }}
{{- range $property, $value := (include "bellwether.kafka" . | fromJson).properties }}
{{ include "bellwether.kafkaVariable" $property }}: {{ $value | quote }}
{{- end }}
{{- range $service.facts.peers }}
BELLWETHER_PEERS_{{ upper . }}: {{ printf "%s:%d" (include "bellwether.host" (dict "root" $.root "name" .)) (int (get (include "bellwether.facts" $.root | fromYaml) .).port) | quote }}
{{- end }}
{{- with $values.oidc }}
{{- if .issuer }}
BELLWETHER_OIDC_ISSUER: {{ .issuer | quote }}
BELLWETHER_OIDC_AUDIENCE: {{ .audience | quote }}
BELLWETHER_OIDC_TENANTS_CLAIM: {{ .tenantsClaim | quote }}
{{- with .jwks }}
BELLWETHER_OIDC_JWKS: {{ . | quote }}
{{- end }}
{{- end }}
{{- end }}
{{- if $service.tls.enabled }}
{{- /* The pair is called `server`: a number there would be read as a place in a list. */}}
QUARKUS_TLS_BELLWETHER_KEY_STORE_PEM_SERVER_CERT: /etc/bellwether/tls/tls.crt
QUARKUS_TLS_BELLWETHER_KEY_STORE_PEM_SERVER_KEY: /etc/bellwether/tls/tls.key
QUARKUS_TLS_BELLWETHER_TRUST_STORE_PEM_CERTS: /etc/bellwether/tls/ca.crt
QUARKUS_TLS_BELLWETHER_RELOAD_PERIOD: {{ $service.tls.reloadPeriod | quote }}
QUARKUS_HTTP_TLS_CONFIGURATION_NAME: bellwether
QUARKUS_HTTP_SSL_PORT: {{ int $service.facts.port | quote }}
QUARKUS_HTTP_INSECURE_REQUESTS: disabled
{{- end }}
QUARKUS_SHUTDOWN_DELAY: {{ printf "%ds" (int $service.shutdown.delaySeconds) | quote }}
QUARKUS_SHUTDOWN_TIMEOUT: {{ printf "%ds" (int $service.shutdown.timeoutSeconds) | quote }}
QUARKUS_LOG_LEVEL: {{ $values.logging.level | quote }}
QUARKUS_LOG_CONSOLE_JSON_ENABLED: {{ $values.logging.json | quote }}
{{- with $values.tracing }}
{{- if .endpoint }}
QUARKUS_OTEL_SDK_DISABLED: "false"
QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT: {{ .endpoint | quote }}
QUARKUS_OTEL_TRACES_SAMPLER_ARG: {{ .ratio | quote }}
{{- end }}
{{- end }}
JAVA_TOOL_OPTIONS: {{ $service.javaOptions | quote }}
{{- end -}}

{{/* root, service: what a migration is told, as JSON. The service's `environment` holds for it too, but not that it migrates and ends. */}}
{{- define "bellwether.migrationEnvironment" -}}
{{- $environment := include "bellwether.databaseEnvironment" . | fromYaml -}}
{{- $_ := set $environment "QUARKUS_LOG_LEVEL" .root.Values.logging.level -}}
{{- $_ := set $environment "QUARKUS_LOG_CONSOLE_JSON_ENABLED" (toString .root.Values.logging.json) -}}
{{- $_ := set $environment "JAVA_TOOL_OPTIONS" .service.javaOptions -}}
{{- range $name, $value := .service.environment -}}
{{- $_ := set $environment $name $value -}}
{{- end -}}
{{- $_ := set $environment "QUARKUS_FLYWAY_MIGRATE_AT_START" "true" -}}
{{- $_ := set $environment "QUARKUS_INIT_AND_EXIT" "true" -}}
{{- toJson $environment -}}
{{- end -}}

{{/* service: user and password, as entries of a container's `env`. */}}
{{- define "bellwether.databaseCredentials" -}}
{{- with .service.database -}}
- name: QUARKUS_DATASOURCE_USERNAME
  valueFrom: {secretKeyRef: {name: {{ .existingSecret | quote }}, key: {{ .usernameKey | quote }}}}
- name: QUARKUS_DATASOURCE_PASSWORD
  valueFrom: {secretKeyRef: {name: {{ .existingSecret | quote }}, key: {{ .passwordKey | quote }}}}
{{- end -}}
{{- end -}}

{{/* root, service: everything secret, as entries of a container's `env`. */}}
{{- define "bellwether.secretEnvironment" -}}
{{ include "bellwether.databaseCredentials" . }}
{{- range $property, $from := (include "bellwether.kafka" . | fromJson).secretProperties }}
- name: {{ include "bellwether.kafkaVariable" $property | quote }}
  valueFrom: {secretKeyRef: {name: {{ $from.secret | quote }}, key: {{ $from.key | quote }}}}
{{- end }}
{{- with .root.Values.credentials }}
{{- if .existingSecret }}
{{- range $variable, $key := dict "BELLWETHER_ADMIN_KEY" .adminKey "BELLWETHER_SERVICE_KEY" .serviceKey "BELLWETHER_METRICS_KEY" .metricsKey }}
{{- if $key }}
- name: {{ $variable | quote }}
  valueFrom: {secretKeyRef: {name: {{ $.root.Values.credentials.existingSecret | quote }}, key: {{ $key | quote }}}}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end -}}
