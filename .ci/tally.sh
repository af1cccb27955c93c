# Counts what passed and failed: each step as one, each test of a test runner as one.
passed=0
failed=0
failures=()

section() { printf '\n=== %s ===\n' "$1"; }

add() { # what, passed, failed
  passed=$((passed + $2))
  failed=$((failed + $3))
  [ "$3" -eq 0 ] || failures+=("$1: $3 failed")
}

# Runs a command as one step.
check() { # what, command…
  local what=$1
  shift
  printf -- '--- %s\n' "$what"
  if "$@"; then add "$what" 1 0; else add "$what" 0 1; return 1; fi
}

# Runs a test runner, and adds the counts that it prints at its end.
count_dotnet() { count 's/^ *succeeded: *//p' 's/^ *failed: *//p' "$@"; }
count_node() { count 's/^ℹ pass //p' 's/^ℹ \(fail\|cancelled\) //p' "$@"; }

count() { # sed for passes, sed for failures, command…
  local find_passed=$1 find_failed=$2 log=artifacts/logs/tests.log status p f
  shift 2
  NO_COLOR=1 "$@" 2>&1 | tee $log
  status=${PIPESTATUS[0]}
  p=$(sed -n "$find_passed" $log | sum)
  f=$(sed -n "$find_failed" $log | sum)
  # A run that broke, or that ran nothing, is a failure too.
  if [ "$f" -eq 0 ] && { [ "$status" -ne 0 ] || [ "$p" -eq 0 ]; }; then f=1; fi
  add "$*" "$p" "$f"
}

sum() { awk '{ total += $1 } END { print total + 0 }'; }

report() {
  section "Summary"
  [ "$failed" -eq 0 ] || printf 'FAILED  %s\n' "${failures[@]}"
  echo "$passed passed, $failed failed"
  [ "$failed" -eq 0 ]
}
