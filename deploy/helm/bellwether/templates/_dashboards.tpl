{{/*
Grafana's dashboards, out of what they are about: dashboards/<name>.yaml says titles, units and questions; the rest is alike in all.
*/}}

{{- define "bellwether.dashboard.source" -}}
type: prometheus
uid: ${source}
{{- end -}}

{{/* panel, number, selector: one of two in a row. */}}
{{- define "bellwether.dashboard.panel" -}}
{{- $panel := .panel -}}
{{- $selector := .selector -}}
id: {{ add1 .number }}
type: timeseries
title: {{ $panel.title | quote }}
description: {{ $panel.description | quote }}
datasource: {{- include "bellwether.dashboard.source" . | nindent 2 }}
gridPos: {"h": 8, "w": 12, "x": {{ mul 12 (mod .number 2) }}, "y": {{ mul 8 (div .number 2) }}}
fieldConfig:
  defaults:
    unit: {{ $panel.unit }}
    min: 0
    custom: {fillOpacity: 5, showPoints: never}
  overrides: []
options:
  legend: {displayMode: list, placement: bottom, showLegend: true}
  tooltip: {mode: multi, sort: desc}
targets:
  {{- range $index, $series := ($panel.series | default (list $panel)) }}
  - refId: {{ index (list "A" "B" "C" "D") $index }}
    expr: {{ $series.expr | replace "$selector" $selector | quote }}
    legendFormat: {{ $series.legend | quote }}
    datasource: {{- include "bellwether.dashboard.source" $ | nindent 6 }}
  {{- end }}
{{- end -}}

{{/* name, of: its title, description and panels, selector: the whole, as JSON. */}}
{{- define "bellwether.dashboard" -}}
{{- $panels := list -}}
{{- range $number, $panel := .of.panels -}}
{{- $panels = append $panels (include "bellwether.dashboard.panel" (dict "panel" $panel "number" $number "selector" $.selector) | fromYaml) -}}
{{- end -}}
{{- $frame := include "bellwether.dashboard.frame" . | fromYaml -}}
{{- set $frame "panels" $panels | toPrettyJson -}}
{{- end -}}

{{- define "bellwether.dashboard.frame" -}}
uid: bellwether-{{ .name }}
title: {{ printf "Bellwether: %s" .of.title | quote }}
description: {{ .of.description | quote }}
tags: [bellwether]
editable: false
schemaVersion: 39
version: 1
refresh: 30s
time: {from: now-3h, to: now}
timezone: utc
templating:
  list:
    - name: source
      label: Prometheus
      type: datasource
      query: prometheus
    - name: namespace
      label: Namespace
      type: query
      datasource: {{- include "bellwether.dashboard.source" . | nindent 8 }}
      query: label_values(bellwether_consumer_lag_records, namespace)
      refresh: 2
{{- end -}}
