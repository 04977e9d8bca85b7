{{/* What every pod has. The restricted Pod Security Standard, and a root that cannot be written to. */}}

{{- define "bellwether.podSecurityContext" -}}
runAsNonRoot: true
runAsUser: {{ int .Values.podSecurity.runAsUser }}
runAsGroup: {{ int .Values.podSecurity.runAsGroup }}
fsGroup: {{ int .Values.podSecurity.runAsGroup }}
seccompProfile: {type: RuntimeDefault}
{{- end -}}

{{- define "bellwether.containerSecurityContext" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
privileged: false
capabilities: {drop: [ALL]}
{{- end -}}

{{- define "bellwether.pullSecrets" -}}
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
{{- range . }}
  - name: {{ . | quote }}
{{- end }}
{{- end }}
{{- end -}}

{{/* service, tls (whether it needs the service's own certificate) */}}
{{- define "bellwether.volumes" -}}
- name: tmp
  emptyDir: {sizeLimit: 256Mi}
{{- if .tls }}
- name: tls
  secret:
    secretName: {{ .service.tls.existingSecret | quote }}
    defaultMode: 0440
    items:
      - {key: tls.crt, path: tls.crt}
      - {key: tls.key, path: tls.key}
      - {key: ca.crt, path: ca.crt}
{{- end }}
{{- if hasPrefix "verify-" .service.database.tls.mode }}
- name: database
  secret:
    secretName: {{ .service.database.tls.existingSecret | quote }}
    defaultMode: 0440
    items:
      - {key: {{ .service.database.tls.caKey | quote }}, path: ca.crt}
{{- end }}
{{- end -}}

{{- define "bellwether.volumeMounts" -}}
- {name: tmp, mountPath: /tmp}
{{- if .tls }}
- {name: tls, mountPath: /etc/bellwether/tls, readOnly: true}
{{- end }}
{{- if hasPrefix "verify-" .service.database.tls.mode }}
- {name: database, mountPath: /etc/bellwether/database, readOnly: true}
{{- end }}
{{- end -}}
