{{/* What the objects are called, and how they are labelled. */}}

{{- define "bellwether.name" -}}
{{- .Values.nameOverride | default .Chart.Name -}}
{{- end -}}

{{/* Never cut, since two releases would then have objects of one name: a guard refuses what is too long. */}}
{{- define "bellwether.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride -}}
{{- else if contains (include "bellwether.name" .) .Release.Name -}}
{{- .Release.Name -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name (include "bellwether.name" .) -}}
{{- end -}}
{{- end -}}

{{/* A map of strings to strings. All of it is quoted: YAML reads `4711`, `1e10`, `on` and `null` as something else. */}}
{{- define "bellwether.strings" -}}
{{- $lines := list -}}
{{- range $key, $value := . -}}
{{- $lines = append $lines (printf "%s: %s" (quote $key) (quote $value)) -}}
{{- end -}}
{{- join "\n" $lines -}}
{{- end -}}

{{/*
Anything of Kubernetes' own. In JSON every string is quoted; but DEL and the controls from U+0080 on may stand in it as they are, where YAML
allows none of them, and a next line (U+0085) is a line break to YAML 1.1.
*/}}
{{- define "bellwether.json" -}}
{{- $json := toJson . -}}
{{- range untilStep 127 160 1 -}}
{{- $json = replace (printf "%c" .) (printf "\\u%04x" .) $json -}}
{{- end -}}
{{- $json -}}
{{- end -}}

{{/* Everything of this release. */}}
{{- define "bellwether.releaseLabels" -}}
app.kubernetes.io/name: {{ include "bellwether.name" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end -}}

{{/* root, component: what selects the pods of a component. Never changed: a Deployment's selector cannot be. */}}
{{- define "bellwether.selectorLabels" -}}
{{ include "bellwether.releaseLabels" .root }}
app.kubernetes.io/component: {{ .component | quote }}
{{- end -}}

{{/*
root, component (optional), more (optional): `more` and the labels of the values go before the usual ones, but not before those by which
objects are found, which a guard refuses.
*/}}
{{- define "bellwether.labels" -}}
{{- $labels := dict "app.kubernetes.io/part-of" "bellwether" "app.kubernetes.io/version" .root.Chart.AppVersion -}}
{{- $_ := set $labels "app.kubernetes.io/managed-by" .root.Release.Service -}}
{{- $_ := set $labels "helm.sh/chart" (printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_") -}}
{{- range list .root.Values.labels (.more | default dict) (include "bellwether.releaseLabels" .root | fromYaml) -}}
{{- range $name, $value := . -}}
{{- $_ := set $labels $name $value -}}
{{- end -}}
{{- end -}}
{{- with .component -}}
{{- $_ := set $labels "app.kubernetes.io/component" . -}}
{{- end -}}
{{- include "bellwether.strings" $labels -}}
{{- end -}}
