#!/bin/sh
# Runs the JMH benchmarks; whatever follows goes to JMH.
#
#   benchmarks/jmh.sh                       all of them
#   benchmarks/jmh.sh Splice -f 1 -prof gc  one class, one JVM, with its garbage
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
java=java
for home in "${POINTSMAN_JAVA:-}" "${JAVA_HOME:-}"; do
  if [ -n "$home" ]; then java=$home/bin/java && break; fi
done
major=$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.specification.version = //p')
if [ "${major:-0}" -lt 21 ] 2>/dev/null; then
  echo "jmh.sh: needs a JDK 21 or newer; let POINTSMAN_JAVA name the folder of one" >&2
  exit 2
fi
(cd "$here/.." && ./mvnw -q -DskipTests -pl benchmarks -am package)
exec "$java" -cp "$here/target/classes:$here/target/lib/*" org.openjdk.jmh.Main "$@"
