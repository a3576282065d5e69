# For the scripts of this folder: a stack of their own with all that watches it, on ports that nobody holds and in a folder
# that is deleted afterwards, so that another stack on this machine is left alone. Sourced.
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(cd "$here/../.." && pwd)"
self="$(basename "$0")"
data="$(mktemp -d)"
stack=""

stop_stack() {
  if [ -n "$stack" ]; then
    kill "$stack" 2>/dev/null || true
    wait "$stack" || true
  fi
  rm -rf "$data"
}
trap stop_stack EXIT
trap 'exit 130' INT TERM

fail() {
  echo "$self: $1" >&2
  [ -f "$data/up.txt" ] && tail -n 20 "$data/up.txt" >&2
  exit 1
}

# need COMMAND WHAT: the command, or what to install
need() {
  command -v "$1" >/dev/null || fail "$2"
}

need_tools() {
  need node "Node 20 is missing"
  need prometheus "Prometheus is missing (Debian: apt-get install prometheus)"
  command -v prometheus-alertmanager >/dev/null || command -v alertmanager >/dev/null ||
    fail "Alertmanager is missing (Debian: apt-get install prometheus-alertmanager)"
  [ -d "$here/dashboards/node_modules" ] || npm --prefix "$here/dashboards" ci --silent
}

# Starts the stack and returns when it is up; sets $stack and a variable for each port
start_stack() {
  read -r consent notification billing ad kafka postgres prober prometheus alertmanager < <(node -e '
    const servers = Array.from({ length: 9 }, () => require("net").createServer().listen(0))
    Promise.all(servers.map(server => new Promise(done => server.on("listening", done)))).then(() => {
      console.log(servers.map(server => server.address().port).join(" "))
      servers.forEach(server => server.close())
    })')
  touch "$data/up.txt"
  "$root/assent" up --observe --data "$data/stack" \
    --port-consent "$consent" --port-notification "$notification" --port-billing "$billing" --port-ad "$ad" \
    --port-kafka "$kafka" --port-postgres "$postgres" \
    --port-prober "$prober" --port-prometheus "$prometheus" --port-alertmanager "$alertmanager" >"$data/up.txt" 2>&1 &
  stack=$!
  for _ in $(seq 300); do
    grep -q "Assent is up" "$data/up.txt" && break
    kill -0 "$stack" 2>/dev/null || fail "the stack does not start"
    sleep 1
  done
  grep -q "Assent is up" "$data/up.txt" || fail "the stack does not get ready"
}
