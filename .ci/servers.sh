# Starts servers at free ports, and stops them by their process ids.
servers=()

# Leaves the server's address in $address.
start_server() { # executable, scheme
  local scheme=${2:-http} log
  log=artifacts/logs/$(basename "$1")-$scheme.log
  : > "$log"
  "$1" --urls "$scheme://127.0.0.1:0" >> "$log" 2>&1 &
  servers+=($!)
  for _ in {1..300}; do
    address=$(sed -n 's/.*Now listening on: //p' "$log")
    [ -z "$address" ] || return 0
    sleep 0.1
  done
  cat "$log"
  return 1
}

stop_servers() {
  [ ${#servers[@]} -eq 0 ] || kill "${servers[@]}" 2> /dev/null
  wait
  servers=()
}
