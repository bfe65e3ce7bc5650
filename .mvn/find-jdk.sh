# Sourced by ./mvnw and ./ultimate-mcp. Sets JDK to the home of a JDK 25 or newer, or to nothing.
# Order: ULTIMATE_MCP_JAVA, JAVA_HOME, java on PATH, /usr/lib/jvm, SDKMAN, macOS' own place.
jdk_is_current() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 1
  # The release file says the version without starting a JVM (40 ms each).
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null)
  [ -n "$version" ] || version=$("$1/bin/java" -version 2>&1 | sed -n '1s/.*"\([0-9]*\).*/\1/p')
  [ "${version:-0}" -ge 25 ] 2>/dev/null
}
find_jdk() {
  JDK=
  explicit=${ULTIMATE_MCP_JAVA:-}
  explicit=${explicit%/bin/java}
  on_path=$(command -v java 2>/dev/null) && on_path=$(readlink -f "$on_path" 2>/dev/null) && on_path=${on_path%/bin/java}
  for candidate in "${explicit:-}" "${JAVA_HOME:-}" "${on_path:-}" \
    /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [ -n "$candidate" ] && jdk_is_current "$candidate"; then JDK=$candidate; return 0; fi
  done
  return 1
}
