#!/bin/sh
# From the start of the process to the first answered chat request, and the processor time until then: the plugin folder by its start
# script and the drop-in by java -jar, each without what the JVM kept of an earlier run and with it. The sandbox's vendor "fast" takes
# about 0.1 s of it to answer. Needs Linux and curl.
#
#   benchmarks/start-time.sh          5 starts of each
#   RUNS=11 benchmarks/start-time.sh
set -eu

RUNS=${RUNS:-5}
PORT=${PORT:-18484}
ADMIN_PORT=${ADMIN_PORT:-18485}

here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
script=$here/reference-host/target/dist/bin/pointsman
jar=$(find "$here/dropin/target" -name 'pointsman-dropin-*.jar' 2>/dev/null | head -n 1)
java=${POINTSMAN_JAVA:-${JAVA_HOME:-/usr}}/bin/java
if [ ! -x "$script" ] || [ -z "$jar" ]; then
  echo "start-time.sh: build first: ./mvnw -DskipTests package" >&2
  exit 2
fi
work=$(mktemp -d)
started=
trap 'if [ -n "$started" ]; then kill "$started" 2>/dev/null || true; fi; rm -rf "$work"' EXIT

key=pm-$(printf '%040d' 7)
ticks=$(getconf CLK_TCK)
export POINTSMAN_KEY="$key" POINTSMAN_PORT="$PORT" POINTSMAN_ADMIN_PORT="$ADMIN_PORT"

# once COMMAND…: prints wall and processor milliseconds until the first 200.
once() {
  rm -rf "$work/data"
  export POINTSMAN_DATA="$work/data"
  begun=$(date +%s%N)
  "$@" >"$work/out" 2>"$work/err" &
  started=$!
  until curl -sf -o /dev/null "http://127.0.0.1:$PORT/v1/chat/completions" -H "Authorization: Bearer $key" \
    -H 'Content-Type: application/json' -d '{"model":"sandbox/fast","messages":[{"role":"user","content":"Say hello."}]}'; do
    kill -0 "$started" 2>/dev/null || { tail -n 5 "$work/err" >&2; exit 1; }
  done
  wall=$((($(date +%s%N) - begun) / 1000000))
  # Behind the name in parentheses, user and system time are the 12th and 13th word.
  processor=$(sed 's/.*) //' "/proc/$started/stat" | awk -v ticks="$ticks" '{print int(($12 + $13) * 1000 / ticks)}')
  kill "$started"
  wait "$started" 2>/dev/null || true
  started=
  echo "$wall $processor"
}

# row NAME COMMAND…: a line of the table; median, and least.
row() {
  name=$1
  shift
  for _ in $(seq "$RUNS"); do once "$@"; done >"$work/times"
  middle=$(((RUNS + 1) / 2))
  wall=$(sort -n "$work/times" | sed -n "${middle}p" | cut -d' ' -f1)
  least=$(sort -n "$work/times" | head -n 1 | cut -d' ' -f1)
  processor=$(cut -d' ' -f2 "$work/times" | sort -n | sed -n "${middle}p")
  printf '| %s | %d.%02d s | %d.%02d s | %d.%02d s |\n' "$name" $((wall / 1000)) $((wall % 1000 / 10)) \
    $((least / 1000)) $((least % 1000 / 10)) $((processor / 1000)) $((processor % 1000 / 10))
}

folder() {
  exec env POINTSMAN_CACHE="$work/$1" "$script" serve --port "$PORT" --admin-port "$ADMIN_PORT" --data "$work/data"
}

echo "$("$java" -version 2>&1 | sed -n 3p), load $(cut -d' ' -f1-3 /proc/loadavg), $RUNS starts each"
echo
echo '| | first answer, median | least | processor time |'
echo '|---|---|---|---|'
row 'plugin folder' folder cold
POINTSMAN_CACHE="$work/kept" "$script" warm 2>/dev/null
row 'plugin folder, warm' folder kept
row 'drop-in' "$java" -jar "$jar"
"$java" -XX:AOTCacheOutput="$work/drop-in.aot" -jar "$jar" demo >/dev/null 2>&1
row 'drop-in, AOT cache' "$java" -XX:AOTCache="$work/drop-in.aot" -jar "$jar"
