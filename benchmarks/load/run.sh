#!/usr/bin/env bash
# Measures what one request costs: CPU time of the gateway, beside nginx as a plain proxy in front of the same mock upstream.
#
#   benchmarks/load/run.sh                  nginx and pointsman
#   benchmarks/load/run.sh nginx            one of them
#
# CPU per request is utime + stime of the process (for nginx: of its worker) over a counted number of requests; the bodies are one
# of 2 KB and a recorded one of an OpenClaw agent, where the recordings lie beside the project. Everything listens on 127.0.0.1.
# Bounds: WARM_UP and REQUESTS are counted, and no phase runs longer than PHASE_SECONDS.
set -euo pipefail

WARM_UP=${WARM_UP:-40000}
REQUESTS=${REQUESTS:-40000}
CONNECTIONS=${CONNECTIONS:-16}
PHASE_SECONDS=${PHASE_SECONDS:-120}
MOCK_PORT=${MOCK_PORT:-18600}
PROXY_PORT=${PROXY_PORT:-18601}
GATEWAY_PORT=${GATEWAY_PORT:-8484}
ADMIN_PORT=${ADMIN_PORT:-8485}
ROUND_SECONDS=2

here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
top=$(cd -- "$here/../.." && pwd)
recording=$top/../shared/fixtures/openclaw/openai-completions.first-turn.json

say() { printf '%s\n' "$*" >&2; }
stop() { say "run.sh: $*"; exit 2; }

peers=("$@")
if [ ${#peers[@]} -eq 0 ]; then peers=(nginx pointsman); fi
for peer in "${peers[@]}"; do
  case $peer in nginx | pointsman) ;; *) stop "no peer \"$peer\"; name nginx, pointsman or neither for both" ;; esac
done

missing=
for tool in nginx wrk jq curl getconf; do
  PATH=$PATH:/usr/sbin command -v "$tool" >/dev/null || missing="$missing $tool"
done
if [ -n "$missing" ]; then stop "needs$missing; on Debian and Ubuntu: apt-get install nginx-light wrk jq curl"; fi
[ -r /proc/self/stat ] || stop "needs /proc, so it runs on Linux alone"
nginx=$(PATH=$PATH:/usr/sbin command -v nginx)

work=$(mktemp -d)
started=()
finish() {
  # Only what was started here, by its id.
  for pid in "${started[@]}"; do kill "$pid" 2>/dev/null || true; done
  for pid in "${started[@]}"; do wait "$pid" 2>/dev/null || true; done
  rm -rf -- "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM

# --- bodies -------------------------------------------------------------------------------------------------------------------

small=$work/small.json
jq -cn '{model: "auto", messages: [{role: "system", content: ("You are a helpful assistant. " * 30)},
  {role: "user", content: ("Summarize this text in one sentence. " * 26)}], max_tokens: 256}' >"$small"
bodies=("$small")
if [ -r "$recording" ]; then
  # As recorded but for one thing: the mock answers at once, so the stream is not asked for.
  jq -c '.body | .stream = false | del(.stream_options)' "$recording" >"$work/agent.json"
  bodies+=("$work/agent.json")
else
  say "run.sh: no recorded agent body beside the project, so only the small one is measured"
fi

# --- the mock upstream and the plain proxy ------------------------------------------------------------------------------------

answer=$(jq -cn '{id: "chatcmpl-mock", object: "chat.completion", created: 1, model: "bench",
  choices: [{index: 0, message: {role: "assistant", content: ("All is well. " * 20)}, finish_reason: "stop"}],
  usage: {prompt_tokens: 400, completion_tokens: 64, total_tokens: 464}}')

# One worker each: the worker's CPU time is then the server's. Log and temporary files stay in the work folder.
write_nginx() { # name, servers
  mkdir -p "$work/$1"
  cat >"$work/$1/nginx.conf" <<CONF
daemon off; worker_processes 1; pid $work/$1/pid; error_log $work/$1/error.log;
events { worker_connections 1024; }
http {
  access_log off; default_type application/json; keepalive_requests 100000000; keepalive_timeout 300s;
  client_body_buffer_size 256k; client_max_body_size 10m; tcp_nodelay on;
  client_body_temp_path $work/$1/body; proxy_temp_path $work/$1/proxy; fastcgi_temp_path $work/$1/fastcgi;
  uwsgi_temp_path $work/$1/uwsgi; scgi_temp_path $work/$1/scgi;
  $2
}
CONF
}
write_nginx mock "server { listen 127.0.0.1:$MOCK_PORT backlog=1024; location / { return 200 '$answer'; } }"
write_nginx proxy "upstream mock { server 127.0.0.1:$MOCK_PORT; keepalive 256; keepalive_requests 100000000; }
  server { listen 127.0.0.1:$PROXY_PORT backlog=1024; location / {
    proxy_pass http://mock; proxy_http_version 1.1; proxy_set_header Connection ''; } }"

wait_for() { # url, log
  curl -sS -o "$work/ready" --fail --retry 60 --retry-delay 1 --retry-all-errors --retry-max-time 90 --max-time 5 "$1" \
    2>"$work/wait" || { tail -n 5 "$work/wait" "$2" >&2; stop "$1 did not come up"; }
}
start_nginx() { # name, port
  "$nginx" -p "$work/$1" -c "$work/$1/nginx.conf" 2>"$work/$1/start.log" &
  started+=($!)
  wait_for "http://127.0.0.1:$2/" "$work/$1/start.log"
}
worker_of() { local children; read -r children _ <"/proc/$1/task/$1/children"; echo "$children"; }

start_nginx mock "$MOCK_PORT"

# --- the gateway --------------------------------------------------------------------------------------------------------------

export POINTSMAN_KEY=${POINTSMAN_KEY:-bench-$(od -An -N12 -tx1 /dev/urandom | tr -d ' \n')}
start_gateway() {
  cat >"$work/policy.yaml" <<POLICY
version: 1
providers:
  mock: {type: openai-compatible, baseUrl: "http://127.0.0.1:$MOCK_PORT/v1", locality: local, owner: benchmark, models: [bench]}
POLICY
  "$top/pointsman" lint "$work/policy.yaml" >&2 || stop "the gateway does not accept the policy above"
  "$top/pointsman" serve --config "$work/policy.yaml" --port "$GATEWAY_PORT" --admin-port "$ADMIN_PORT" --data "$work/data" \
    >"$work/gateway.log" 2>&1 &
  started+=($!)
  gateway=$!
  wait_for "http://127.0.0.1:$GATEWAY_PORT/readyz" "$work/gateway.log"
}

# --- measuring ----------------------------------------------------------------------------------------------------------------

# Clock ticks a process has used: all of it, or its JIT compiler threads alone.
ticks() { sed 's/.*) //' "/proc/$1/stat" | awk '{print $12 + $13}'; }
jit_ticks() {
  local sum=0 task name
  for task in /proc/"$1"/task/*; do
    name=$(cat "$task/comm" 2>/dev/null || true)
    case $name in *CompilerThre*) sum=$((sum + $(sed 's/.*) //' "$task/stat" 2>/dev/null | awk '{print $12 + $13}'))) ;; esac
  done
  echo "$sum"
}

# Rounds of wrk until so many requests were answered. Sets requests, micros, p50, p99 (of the last round).
load() { # port, body, wanted
  local begin=$SECONDS line errors round_requests round_micros
  requests=0 micros=0
  while [ "$requests" -lt "$3" ] && [ $((SECONDS - begin)) -lt "$PHASE_SECONDS" ]; do
    POST_BODY=$2 POST_PATH=/v1/chat/completions POST_KEY=$POINTSMAN_KEY \
      wrk -t1 -c"$CONNECTIONS" -d"${ROUND_SECONDS}s" --latency -s "$here/report.lua" "http://127.0.0.1:$1" >"$work/wrk"
    line=$(grep '^RESULT ' "$work/wrk")
    read -r _ round_requests round_micros p50 p99 errors <<<"$line"
    if [ "$errors" -ne 0 ]; then cat "$work/wrk" >&2; stop "$errors requests to port $1 failed, so nothing was measured"; fi
    requests=$((requests + round_requests)) micros=$((micros + round_micros))
  done
  [ "$requests" -gt 0 ] || stop "port $1 answered nothing within $PHASE_SECONDS s"
}

per_second=$(getconf CLK_TCK)
declare -A reference
rows=()
measure() { # peer, pid, port
  local body bytes cpu0 cpu1 jit0 jit1 cpu own ratio others
  for body in "${bodies[@]}"; do
    bytes=$(stat -c %s "$body")
    say "$1, $bytes bytes: $WARM_UP requests to warm up, then $REQUESTS"
    load "$3" "$body" "$WARM_UP"
    others=$(cut -d' ' -f1 /proc/loadavg)
    cpu0=$(ticks "$2") jit0=$(jit_ticks "$2")
    load "$3" "$body" "$REQUESTS"
    cpu1=$(ticks "$2") jit1=$(jit_ticks "$2")
    cpu=$(awk -v t=$((cpu1 - cpu0)) -v hz="$per_second" -v n="$requests" 'BEGIN {printf "%.1f", t / hz * 1e6 / n}')
    own=$(awk -v t=$((cpu1 - cpu0 - (jit1 - jit0))) -v hz="$per_second" -v n="$requests" 'BEGIN {printf "%.1f", t / hz * 1e6 / n}')
    if [ "$1" = nginx ]; then reference[$bytes]=$cpu; fi
    ratio=$(awk -v a="$own" -v b="${reference[$bytes]:-0}" 'BEGIN {if (b > 0) printf "%.1f", a / b; else printf "-"}')
    rows+=("| $1 | $bytes | $requests | $cpu | $own | $ratio | $(awk -v n="$requests" -v u="$micros" 'BEGIN {printf "%.0f", n / u * 1e6}') | $(awk -v u="$p50" 'BEGIN {printf "%.2f", u / 1000}') | $(awk -v u="$p99" 'BEGIN {printf "%.2f", u / 1000}') | $others |")
  done
}

# Programs that take CPU time and are none of ours: only their names.
busy_others() {
  local ours
  ours=" ${started[*]} $$ "
  ps -eo pid=,ppid=,pcpu=,comm= --sort=-pcpu | awk -v ours="$ours" \
    '$3 >= 5 && index(ours, " " $1 " ") == 0 && index(ours, " " $2 " ") == 0 && $4 != "ps" {print $4 " (" $3 " %)"}' |
    head -n 8 | paste -sd, | sed 's/,/, /g'
}
before=$(busy_others)

# nginx first: its figures are what the others are divided by.
for peer in nginx pointsman; do
  case " ${peers[*]} " in *" $peer "*) ;; *) continue ;; esac
  if [ "$peer" = nginx ]; then
    start_nginx proxy "$PROXY_PORT"
    measure nginx "$(worker_of "${started[-1]}")" "$PROXY_PORT"
  else
    start_gateway
    measure pointsman "$gateway" "$GATEWAY_PORT"
  fi
done
after=$(busy_others)

# --- the report ---------------------------------------------------------------------------------------------------------------

java_version=-
if [ -n "${gateway:-}" ]; then
  # A path of the machine has no place in the report, its version has.
  java_version=$(sed -n 's/^JAVA_VERSION="\(.*\)"$/\1/p' "$(dirname -- "$(dirname -- "$(readlink "/proc/$gateway/exe")")")/release")
fi
mkdir -p "$top/benchmarks/results"
report=$top/benchmarks/results/$(date -u +%Y-%m-%d).md
{
  echo "# Cost of a request, $(date -u '+%Y-%m-%d %H:%M') UTC"
  echo
  echo "| peer | body, bytes | requests | CPU µs/request | without JIT threads | ÷ nginx | requests/s | p50 ms | p99 ms | load before |"
  echo "|---|---|---|---|---|---|---|---|---|---|"
  printf '%s\n' "${rows[@]}"
  echo
  echo "$(nproc) cores, $(sed -n 's/^model name\s*: //p' /proc/cpuinfo | head -n 1), Linux $(uname -r), Java $java_version," \
    "$("$nginx" -v 2>&1 | sed 's/.*: //'), commit $(git -C "$top" rev-parse --short HEAD 2>/dev/null || echo unknown)."
  echo "$CONNECTIONS connections that each send the next request when the last is answered; at least $WARM_UP requests before" \
    "each measurement. CPU is utime + stime from /proc, for nginx of its only worker. JIT compiler threads are subtracted in the" \
    "second figure, and the ratio is taken from it; garbage collection is in both. p50 and p99 are of the last round."
  echo "wrk and the mock upstream ran on the same cores. Other programs that took more than 5 % of a core over their life: before ${before:-none}; after ${after:-none}."
} | tee "$report"
say "written to benchmarks/results/$(basename -- "$report")"
