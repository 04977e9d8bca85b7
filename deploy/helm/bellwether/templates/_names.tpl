{{/* What the objects are called, and how they are labelled. */}}

{{- define "bellwether.name" -}}
{{- .Values.nameOverride | default .Chart.Name | trunc 40 | trimSuffix "-" -}}
{{- end -}}

{{- define "bellwether.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" -}}
{{- else if contains (include "bellwether.name" .) .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name (include "bellwether.name" .) | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{/* Everything of this release. */}}
{{- define "bellwether.releaseLabels" -}}
app.kubernetes.io/name: {{ include "bellwether.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{/* root, component: what selects the pods of a component. Never changed: a Deployment's selector cannot be. */}}
{{- define "bellwether.selectorLabels" -}}
{{ include "bellwether.releaseLabels" .root }}
app.kubernetes.io/component: {{ .component }}
{{- end -}}

{{/* root, component (optional) */}}
{{- define "bellwether.labels" -}}
{{- if .component -}}
{{ include "bellwether.selectorLabels" . }}
{{- else -}}
{{ include "bellwether.releaseLabels" .root }}
{{- end }}
app.kubernetes.io/part-of: bellwether
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" }}
{{- with .root.Values.labels }}
{{ toYaml . }}
{{- end }}
{{- end -}}
