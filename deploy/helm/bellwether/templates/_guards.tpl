{{/*
What the values may not say, each with a sentence that tells what to do. The schema says what a value looks like; here is what it
means together with others.
*/}}

{{- define "bellwether.guard" -}}
{{- $services := include "bellwether.services" . | fromJson -}}
{{- include "bellwether.guard.names" . -}}
{{- include "bellwether.guard.labels" . -}}
{{- include "bellwether.guard.credentials" . -}}
{{- include "bellwether.guard.places" (dict "root" . "services" $services) -}}
{{- range $name, $service := $services -}}
{{- $with := dict "root" $ "name" $name "service" $service -}}
{{- include "bellwether.guard.image" $with -}}
{{- include "bellwether.guard.replicas" $with -}}
{{- include "bellwether.guard.scaling" $with -}}
{{- include "bellwether.guard.shutdown" $with -}}
{{- include "bellwether.guard.tls" $with -}}
{{- include "bellwether.guard.environment" $with -}}
{{- end -}}
{{- include "bellwether.guard.connections" (dict "root" . "services" $services) -}}
{{- include "bellwether.guard.routes" . -}}
{{- include "bellwether.guard.monitoring" . -}}
{{- include "bellwether.guard.operators" . -}}
{{- end -}}

{{- define "bellwether.guard.names" -}}
{{- if not .Values.enabled -}}
{{- fail "enabled is false, and the chart is rendered all the same: in a chart that depends on this one, name the value in its dependency, as in 'condition: bellwether.enabled'." -}}
{{- end -}}
{{- $fullname := include "bellwether.fullname" . -}}
{{- if not (regexMatch "^[a-z]([-a-z0-9]*[a-z0-9])?$" $fullname) -}}
{{- fail (printf "Kubernetes refuses Services whose names begin with '%s': such a name begins with a letter, and has letters a to z, digits and '-' only. Set fullnameOverride to one that does, as in fullnameOverride=bellwether." $fullname) -}}
{{- end -}}
{{- if gt (len $fullname) 40 -}}
{{- fail (printf "The objects' names would begin with '%s', which has %d characters, and 40 are left for it in the 63 that Kubernetes takes. Set fullnameOverride to a shorter name that no other release has, as in fullnameOverride=bellwether." $fullname (len $fullname)) -}}
{{- end -}}
{{- if gt (len (include "bellwether.name" .)) 63 -}}
{{- fail (printf "nameOverride is a label's value, and those have at most 63 characters: it has %d." (len (include "bellwether.name" .))) -}}
{{- end -}}
{{- if and .Values.migration.enabled (not .Values.migration.hook) (gt (len $fullname) 31) -}}
{{- fail (printf "The names of the migrations' Jobs would be longer than the 63 characters that Kubernetes takes: '%s' has %d, and 31 are left for it. Set fullnameOverride to a shorter one, as in fullnameOverride=bellwether." $fullname (len $fullname)) -}}
{{- end -}}
{{- end -}}

{{- define "bellwether.guard.labels" -}}
{{- $monitoring := .Values.monitoring -}}
{{- range $value, $labels := dict "labels" .Values.labels "monitoring.serviceMonitors.labels" $monitoring.serviceMonitors.labels "monitoring.alerts.labels" $monitoring.alerts.labels "monitoring.dashboards.labels" $monitoring.dashboards.labels -}}
{{- range list "app.kubernetes.io/name" "app.kubernetes.io/instance" "app.kubernetes.io/component" "strimzi.io/cluster" -}}
{{- if hasKey $labels . -}}
{{- fail (printf "%s may not set %s: objects are found by it. What the installation is called is said by nameOverride and fullnameOverride, which Kafka by strimzi.cluster." $value .) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if hasKey .Values.cloudnativepg.parameters "max_connections" -}}
{{- fail "cloudnativepg.parameters may not set max_connections: set database.maxConnections, which replicas and pools are checked against." -}}
{{- end -}}
{{- end -}}

{{- define "bellwether.guard.credentials" -}}
{{- if not .Values.credentials.existingSecret -}}
{{- fail "credentials.existingSecret is needed: the Secret with what the services show each other. Make one with 'kubectl create secret generic bellwether-credentials --from-literal=service-key=$(openssl rand -base64 32)'." -}}
{{- end -}}
{{- if not .Values.credentials.serviceKey -}}
{{- fail "credentials.serviceKey is needed: the key in Secret credentials.existingSecret that holds what the services show each other." -}}
{{- end -}}
{{- if not (or .Values.credentials.adminKey .Values.oidc.issuer) -}}
{{- fail "No caller could authenticate: set oidc.issuer, whose tokens are then taken, or credentials.adminKey, the key in the Secret that holds the operator's credential." -}}
{{- end -}}
{{- if and .Values.monitoring.serviceMonitors.enabled (not .Values.credentials.metricsKey) -}}
{{- fail "monitoring.serviceMonitors.enabled without credentials.metricsKey: without a credential metrics are refused to Prometheus too." -}}
{{- end -}}
{{- end -}}

{{- define "bellwether.guard.places" -}}
{{- $values := .root.Values -}}
{{- range $name, $service := .services -}}
{{- if not $service.kafka.bootstrapServers -}}
{{- fail "kafka.bootstrapServers is needed: host:port of Kafka. The chart brings none." -}}
{{- end -}}
{{- if not $service.database.host -}}
{{- fail (printf "database.host is needed (or services.%s.database.host): where PostgreSQL is. The chart brings none, but asks CloudNativePG's operator for one with cloudnativepg.enabled." $name) -}}
{{- end -}}
{{- if not $service.database.existingSecret -}}
{{- fail (printf "database.existingSecret is needed (or services.%s.database.existingSecret): the Secret with user and password of the database." $name) -}}
{{- end -}}
{{- if and (hasPrefix "verify-" $service.database.tls.mode) (not $service.database.tls.existingSecret) -}}
{{- fail (printf "database.tls.mode %s needs database.tls.existingSecret: the Secret with the certificate authority to check the server's certificate with." $service.database.tls.mode) -}}
{{- end -}}
{{- end -}}
{{- if and $values.cloudnativepg.enabled $values.database.host -}}
{{- fail "cloudnativepg.enabled and database.host are two databases: leave one out." -}}
{{- end -}}
{{- end -}}

{{- define "bellwether.guard.image" -}}
{{- if not .service.image.digest -}}
{{- fail (printf "services.%s.image.digest is needed, as in 'sha256:…': a tag can be moved, a digest cannot. 'podman inspect --format {{.Digest}}' or the registry tells it." .name) -}}
{{- end -}}
{{- end -}}

{{- define "bellwether.guard.replicas" -}}
{{- $partitions := int .root.Values.partitions -}}
{{- if gt (int .service.mostReplicas) $partitions -}}
{{- fail (printf "services.%s may have %d replicas, but there are %d partitions, and one partition is worked on by one replica: the rest would stand idle. Lower replicas (or autoscaling.maxReplicas)." .name (int .service.mostReplicas) $partitions) -}}
{{- end -}}
{{- end -}}

{{- define "bellwether.guard.scaling" -}}
{{- with .service.autoscaling -}}
{{- if ne .kind "none" -}}
{{- if gt (int .minReplicas) (int .maxReplicas) -}}
{{- fail (printf "services.%s.autoscaling.minReplicas is %d, more than maxReplicas, which is %d." $.name (int .minReplicas) (int .maxReplicas)) -}}
{{- end -}}
{{- if not (or .targetCpu .lagPerReplica) -}}
{{- fail (printf "services.%s.autoscaling has nothing to go by: set targetCpu or lagPerReplica." $.name) -}}
{{- end -}}
{{- end -}}
{{- if eq .kind "ScaledObject" -}}
{{- if not .lagPerReplica -}}
{{- fail (printf "services.%s.autoscaling.lagPerReplica is needed for a ScaledObject: by processors alone, a HorizontalPodAutoscaler scales too." $.name) -}}
{{- end -}}
{{- if not $.root.Values.monitoring.prometheus.address -}}
{{- fail (printf "services.%s.autoscaling.kind ScaledObject needs monitoring.prometheus.address: KEDA asks Prometheus how far a service is behind, since Kafka does not know." $.name) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* What a consumer gives the batches under way, in chassis LogConsumer. */}}
{{- define "bellwether.closingSeconds" -}}15{{- end -}}

{{- define "bellwether.guard.shutdown" -}}
{{- $closing := include "bellwether.closingSeconds" . | int -}}
{{- $needed := add (int .service.shutdown.delaySeconds) (int .service.shutdown.timeoutSeconds) $closing | int -}}
{{- if ge $needed (int .service.terminationGracePeriodSeconds) -}}
{{- fail (printf "services.%s would be killed before it has ended: shutdown.delaySeconds, shutdown.timeoutSeconds and %d seconds for its batches are %d seconds, and terminationGracePeriodSeconds is %d." .name $closing $needed (int .service.terminationGracePeriodSeconds)) -}}
{{- end -}}
{{- end -}}

{{- define "bellwether.guard.tls" -}}
{{- if and .service.tls.enabled (not .service.tls.existingSecret) -}}
{{- fail (printf "tls.enabled needs tls.existingSecret (or services.%s.tls.existingSecret): a Secret with tls.crt, tls.key and ca.crt." .name) -}}
{{- end -}}
{{- if ne .service.tls.enabled .root.Values.tls.enabled -}}
{{- fail (printf "services.%s.tls.enabled differs from tls.enabled: the services talk to each other, so either all use TLS or none." .name) -}}
{{- end -}}
{{- end -}}

{{- define "bellwether.guard.environment" -}}
{{- if hasKey .service.podAnnotations "checksum/configuration" -}}
{{- fail (printf "services.%s.podAnnotations may not set checksum/configuration: by it the pods are replaced when their configuration changes." .name) -}}
{{- end -}}
{{- range $variable, $_ := .service.environment -}}
{{- if or (hasSuffix "_KEY" $variable) (contains "PASSWORD" $variable) (contains "SECRET" $variable) (contains "JAAS" $variable) -}}
{{- fail (printf "services.%s.environment.%s looks like a secret, and would stand in a ConfigMap: it belongs into a Secret (credentials, database.existingSecret, kafka.secretProperties)." $.name $variable) -}}
{{- end -}}
{{- end -}}
{{- range include "bellwether.secretEnvironment" (dict "root" .root "service" .service) | fromYamlArray -}}
{{- if hasKey $.service.environment .name -}}
{{- fail (printf "services.%s.environment.%s would not count: its value comes from the key %s of Secret %s. Leave it out, and put the value there (credentials, database.existingSecret, kafka.secretProperties)." $.name .name .valueFrom.secretKeyRef.key .valueFrom.secretKeyRef.name) -}}
{{- end -}}
{{- end -}}
{{- $kafka := include "bellwether.kafka" (dict "root" .root "service" .service) | fromJson -}}
{{- range $property, $from := $kafka.secretProperties -}}
{{- if hasKey $kafka.properties $property -}}
{{- fail (printf "%s stands in kafka.properties and comes from the key %s of Secret %s (kafka.secretProperties, or strimzi.users): leave one out." $property $from.key $from.secret) -}}
{{- end -}}
{{- end -}}
{{- range $property, $_ := .service.kafka.properties -}}
{{- if or (contains "password" $property) (contains "jaas" $property) (eq $property "ssl.keystore.key") -}}
{{- fail (printf "kafka.properties has %s, which is secret, and would stand in a ConfigMap: put it into a Secret and name that in kafka.secretProperties." $property) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* Every server has to hold the pools of all who use it, with the one replica more that a rolling upgrade starts. */}}
{{- define "bellwether.guard.connections" -}}
{{- $servers := dict -}}
{{- range $name, $service := .services -}}
{{- $address := printf "%s:%d" $service.database.host (int $service.database.port) -}}
{{- $server := get $servers $address | default (dict "needed" 0 "sum" (list) "most" (int $service.database.maxConnections) "reserved" (int $service.database.reservedConnections)) -}}
{{- $replicas := add1 (int $service.mostReplicas) | int -}}
{{- $_ := set $server "needed" (add $server.needed (mul $replicas (int $service.pool)) | int) -}}
{{- $_ := set $server "sum" (append $server.sum (printf "%d × %d for %s" $replicas (int $service.pool) $name)) -}}
{{- $_ := set $server "most" (min $server.most (int $service.database.maxConnections) | int) -}}
{{- $_ := set $servers $address $server -}}
{{- end -}}
{{- range $address, $server := $servers -}}
{{- if gt (add $server.needed $server.reserved | int) $server.most -}}
{{- fail (printf "PostgreSQL at %s takes %d connections (database.maxConnections), %d of which are reserved, and the services may need %d: replicas, and one more during an upgrade, times pool, which is %s. Lower replicas or pool, or raise max_connections there and here." $address $server.most $server.reserved $server.needed (join ", " $server.sum)) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "bellwether.guard.routes" -}}
{{- with .Values.gateway -}}
{{- if .enabled -}}
{{- if not .parentRefs -}}
{{- fail "gateway.enabled needs gateway.parentRefs: the Gateway that the routes belong to." -}}
{{- end -}}
{{- if not (or .http.hostnames .grpc.hostnames) -}}
{{- fail "gateway.enabled needs host names: gateway.http.hostnames, gateway.grpc.hostnames, or both." -}}
{{- end -}}
{{- range .http.hostnames -}}
{{- if has . $.Values.gateway.grpc.hostnames -}}
{{- fail (printf "%s stands in gateway.http.hostnames and in gateway.grpc.hostnames: a Gateway takes a host name for one kind of route only." .) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if and .Values.ingress.enabled (not .Values.ingress.host) -}}
{{- fail "ingress.enabled needs ingress.host: without one every host's calls would be taken." -}}
{{- end -}}
{{- end -}}

{{- define "bellwether.guard.monitoring" -}}
{{- if and .Values.monitoring.alerts.enabled (not .Values.monitoring.alerts.runbooks) -}}
{{- fail "monitoring.alerts.enabled needs monitoring.alerts.runbooks: where the pages of deploy/runbooks can be read by who is woken up." -}}
{{- end -}}
{{- if and .Values.monitoring.serviceMonitors.enabled .Values.networkPolicy.enabled (not .Values.networkPolicy.monitoring) -}}
{{- fail "monitoring.serviceMonitors.enabled needs networkPolicy.monitoring: nothing may read metrics that is not named there." -}}
{{- end -}}
{{- end -}}

{{- define "bellwether.guard.operators" -}}
{{- if and (or .Values.strimzi.topics.enabled .Values.strimzi.users.enabled) (not .Values.strimzi.cluster) -}}
{{- fail "strimzi.topics and strimzi.users need strimzi.cluster: the name of the Kafka that they belong to." -}}
{{- end -}}
{{- if and .Values.strimzi.topics.enabled (gt (int .Values.strimzi.topics.minInSyncReplicas) (int .Values.strimzi.topics.replicas)) -}}
{{- fail (printf "strimzi.topics.minInSyncReplicas is %d, more than strimzi.topics.replicas, which is %d: nothing could be written." (int .Values.strimzi.topics.minInSyncReplicas) (int .Values.strimzi.topics.replicas)) -}}
{{- end -}}
{{- if and .Values.cloudnativepg.enabled .Values.migration.enabled .Values.migration.hook -}}
{{- fail "cloudnativepg.enabled with migration.hook: the hook runs before the database is made. Set migration.enabled=false, so that each service brings its database up to date when it starts." -}}
{{- end -}}
{{- end -}}
