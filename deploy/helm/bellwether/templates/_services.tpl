{{/*
What is so about each service whatever the values say: its programs' ports, who it asks, what it reads of the log and under
which consumer group, what it writes, and which of its gRPC services are for tenants (those for the whole installation are not routed from outside).
The tests hold this against the sources of the services.
*/}}
{{- define "bellwether.facts" -}}
ingestion:
  program: ingestion-service
  port: 8101
  managementPort: 9101
  peers: []
  reads:
    - {topic: bellwether.captured.v1, group: ingestion-service-identity}
    - {topic: bellwether.inbound.v1, group: ingestion-service}
    - {topic: bellwether.erasures.v1, group: ingestion-service-erasures}
  writes: [bellwether.captured.v1, bellwether.inbound.v1, bellwether.events.v1, bellwether.erasures.v1]
  grpc:
    - bellwether.ingestion.v1.Ingestion
    - bellwether.ingestion.v1.Sources
    - bellwether.ingestion.v1.TrackingPlans
    - bellwether.ingestion.v1.Erasures
  paths: [/v1]
features:
  program: feature-service
  port: 8102
  managementPort: 9102
  peers: [ingestion]
  reads:
    - {topic: bellwether.events.v1, group: feature-service}
  writes: [bellwether.features.v1, bellwether.erasures.v1]
  grpc: [bellwether.features.v1.FeatureStore]
  paths: []
segmentation:
  program: segmentation-service
  port: 8103
  managementPort: 9103
  peers: [features]
  reads:
    - {topic: bellwether.features.v1, group: segmentation-service}
  # To features: notices of schemes that have taken force.
  writes: [bellwether.segments.v1, bellwether.features.v1, bellwether.erasures.v1]
  grpc: [bellwether.segmentation.v1.Segmentation, bellwether.definitions.v1.Definitions]
  paths: []
playbooks:
  program: playbook-service
  port: 8104
  managementPort: 9104
  peers: [segmentation]
  reads:
    - {topic: bellwether.segments.v1, group: playbook-service}
    # Without a group: every replica tells its own callers what changes.
    - {topic: bellwether.playbooks.v1}
  writes: [bellwether.playbooks.v1, bellwether.erasures.v1]
  grpc: [bellwether.playbooks.v1.Playbooks]
  paths: [/v1/tenants, /openapi]
{{- end -}}

{{/* base, over: the map `over` laid on `base`. Unlike sprig's merges it lets `false`, `0` and `[]` override. */}}
{{- define "bellwether.overlay" -}}
{{- $result := deepCopy .base -}}
{{- range $key, $value := .over -}}
{{- if and (kindIs "map" $value) (kindIs "map" (get $result $key)) -}}
{{- $_ := set $result $key (include "bellwether.overlay" (dict "base" (get $result $key) "over" $value) | fromJson) -}}
{{- else -}}
{{- $_ := set $result $key $value -}}
{{- end -}}
{{- end -}}
{{- toJson $result -}}
{{- end -}}

{{/* Every service as the values want it, with its facts, by name. */}}
{{- define "bellwether.services" -}}
{{- $root := . -}}
{{- $facts := include "bellwether.facts" . | fromYaml -}}
{{- $shared := dict "database" .Values.database "kafka" .Values.kafka "tls" .Values.tls -}}
{{- if .Values.cloudnativepg.enabled -}}
{{- $cluster := printf "%s-postgres" (include "bellwether.fullname" .) -}}
{{- $own := dict "host" (printf "%s-rw.%s.svc" $cluster .Release.Namespace) "port" 5432 "existingSecret" (printf "%s-app" $cluster) -}}
{{- $_ := set $shared "database" (include "bellwether.overlay" (dict "base" .Values.database "over" $own) | fromJson) -}}
{{- end -}}
{{- $services := dict -}}
{{- range $name, $values := .Values.services -}}
{{- $base := include "bellwether.overlay" (dict "base" $root.Values.defaults "over" $shared) | fromJson -}}
{{- $service := include "bellwether.overlay" (dict "base" $base "over" $values) | fromJson -}}
{{- $_ := set $service "facts" (get $facts $name) -}}
{{- $_ := set $service "fullname" (printf "%s-%s" (include "bellwether.fullname" $root) $name) -}}
{{- $most := ternary $service.replicas $service.autoscaling.maxReplicas (eq $service.autoscaling.kind "none") -}}
{{- $_ := set $service "mostReplicas" $most -}}
{{- $_ := set $services $name $service -}}
{{- end -}}
{{- toJson $services -}}
{{- end -}}

{{/* root, image */}}
{{- define "bellwether.image" -}}
{{- with .root.Values.image.registry }}{{ trimSuffix "/" . }}/{{ end }}{{ .image.repository }}@{{ .image.digest }}
{{- end -}}

{{/* Where a service is reached: the name that its certificate is for. */}}
{{- define "bellwether.host" -}}
{{- printf "%s-%s.%s.svc" (include "bellwether.fullname" .root) .name .root.Release.Namespace -}}
{{- end -}}
