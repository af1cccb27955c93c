# Starts Redis servers on loopback, which stop_servers stops.

# Leaves the server's address in $redis. The port is low enough for that of a cluster's bus, 10,000 above it.
start_redis() { # option…
  local port log
  for _ in {1..20}; do
    port=$((10240 + RANDOM % 12000))
    log=artifacts/logs/redis-$port.log
    redis-server --port $port --bind 127.0.0.1 --save '' --daemonize no "$@" > "$log" 2>&1 &
    servers+=($!)
    redis=127.0.0.1:$port
    for _ in {1..50}; do
      grep -q 'Ready to accept connections' "$log" && return 0
      kill -0 ${servers[-1]} 2> /dev/null || break
      sleep 0.1
    done
  done
  cat "$log"
  return 1
}

# Leaves the address of one of its three nodes in $redis.
start_redis_cluster() {
  local nodes=() folder
  folder=$(mktemp -d)
  for i in 1 2 3; do
    start_redis --cluster-enabled yes --dir "$folder" --cluster-config-file "nodes-$i.conf" || return
    nodes+=("$redis")
  done
  redis-cli --cluster create "${nodes[@]}" --cluster-yes
}
