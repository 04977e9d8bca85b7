# What the programs of this folder share. Not a program.
set -euo pipefail

home=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
made=$home/deploy/target/images
services=(ingestion-service feature-service segmentation-service playbook-service)
# Also the user of the chart (podSecurity).
user=10001:10001
# All files of all images have this time, so that a layer is the same whenever it is built, and is pulled again only where its content
# has changed: 2000-01-01, as project.build.outputTimestamp in pom.xml has for what is in the jars.
file_time=946684800

die() { printf '%s: %s\n' "$(basename "$0")" "$1" >&2; shift; [ $# = 0 ] || printf '  %s\n' "$@" >&2; exit 1; }

say() { printf '%s\n' "$*" >&2; }

need() { # command, Debian package
  command -v "$1" >/dev/null || die "The command '$1' is needed, and is not on the PATH." "On Debian and Ubuntu: apt-get install $2"
}

find_jdk() {
  local candidate
  for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/*; do
    if [ -x "$candidate/bin/jlink" ] && grep -q '^JAVA_VERSION="25[."]' "$candidate/release" 2>/dev/null; then
      JAVA_HOME=$candidate
      export JAVA_HOME
      return
    fi
  done
  die "A JDK 25 is needed, and JAVA_HOME is none."
}

# --- What a service is called, and where it is.

name_of() { # ingestion-service: ingestion, as its peers and its database are called
  case $1 in
    ingestion-service) echo ingestion ;;
    feature-service) echo features ;;
    segmentation-service) echo segmentation ;;
    playbook-service) echo playbooks ;;
  esac
}

port_of() { sed -n "s/^quarkus\.$2\.port=//p" "$home/$1/src/main/resources/application.properties"; } # service, http or management

# --- Kafka and PostgreSQL, on ports that nobody uses.

data= servers=

start_servers() { # where they keep what they store
  data=$1
  say "Starting Kafka and PostgreSQL ..."
  "$home/bellwether" up --without-services --free-ports --data-dir "$data" >"$data.log" 2>&1 &
  servers=$!
  until [ -e "$data/platform.properties" ]; do
    kill -0 "$servers" 2>/dev/null || die "Kafka and PostgreSQL do not start:" "$(tail -n 5 "$data.log")"
    sleep 0.2
  done
}

stop_servers() {
  [ -z "$servers" ] || { kill "$servers" 2>/dev/null && wait "$servers" || true; }
  servers=
}

address() { sed -n "s/^$1=//p" "$data/platform.properties" | tr -d '\\'; } # kafka, postgres, a service, a service.management

bellwether() { "$home/bellwether" "$@" --data-dir "$data"; }

service_key=$(head -c 32 /dev/urandom | base64)

# As the chart sets it for a Deployment, but for where things are. A test holds the names against the chart's.
environment() { # service
  local peer peer_name
  migration_environment "$1"
  cat <<EOF
QUARKUS_DATASOURCE_REACTIVE_MAX_SIZE=20
QUARKUS_FLYWAY_MIGRATE_AT_START=false
BELLWETHER_PARTITIONS=12
BELLWETHER_KAFKA_BOOTSTRAP_SERVERS=$(address kafka)
BELLWETHER_ADMIN_KEY=$(cat "$data/admin-key")
BELLWETHER_SERVICE_KEY=$service_key
BELLWETHER_METRICS_KEY=$service_key
QUARKUS_SHUTDOWN_DELAY=1s
QUARKUS_SHUTDOWN_TIMEOUT=20s
QUARKUS_HTTP_PORT=$(port_in "$(address "$1")")
QUARKUS_MANAGEMENT_PORT=$(port_in "$(address "$1.management")")
EOF
  for peer in "${services[@]}"; do
    peer_name=$(name_of "$peer")
    echo "BELLWETHER_PEERS_${peer_name^^}=$(address "$peer")"
  done
}

# As the chart sets it for a Job.
migration_environment() { # service
  cat <<EOF
BELLWETHER_DATABASE_HOST=localhost
BELLWETHER_DATABASE_PORT=$(port_in "$(address postgres)")
BELLWETHER_DATABASE_NAME=$(name_of "$1")
QUARKUS_DATASOURCE_USERNAME=bellwether
QUARKUS_DATASOURCE_PASSWORD=bellwether
QUARKUS_LOG_LEVEL=INFO
QUARKUS_LOG_CONSOLE_JSON_ENABLED=true
EOF
}

# A machine with too much to do may let the wait for a connection run out. The chart's Jobs try again, too.
insist() { "$@" || "$@" || "$@"; }

port_in() { echo "${1##*:}"; }

is_ready() { # service; without a program of its own, since it is asked often
  local answer=
  { exec 3<>"/dev/tcp/localhost/$(port_in "$(address "$1.management")")"; } 2>/dev/null || return 1
  printf 'GET /q/health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&3
  IFS= read -r -t 5 answer <&3 || true
  exec 3>&-
  [[ $answer == *" 200 "* ]]
}
