-- Appends messages to a topic's log, and publishes them as one payload.
-- KEYS: hash with epoch, top and size; list of messages; channel.
-- ARGV: 1 id, 2 retry, 3 new epoch, 4 and 5 known position, 6 most messages, 7 most bytes,
--       8 and 9 milliseconds to keep list and hash, 10 command that publishes, 11 lengths, 12 and on: messages.
local first, count = 12, #ARGV - 11
local mark = string.char(#ARGV[1]) .. ARGV[1]
local state = redis.call('HMGET', KEYS[1], 'e', 's', 'b')
local epoch, top, bytes = state[1], tonumber(state[2] or 0), tonumber(state[3] or 0)
local length = redis.call('LLEN', KEYS[2])

local function text(number)
  return string.format('%.0f', number)
end

-- The id of an append stands before its last message, which the log keeps longest.
local function find()
  local last = length
  while last > 0 do
    local from = last > 64 and last - 64 or 0
    local part = redis.call('LRANGE', KEYS[2], text(from), text(last - 1))
    for i = #part, 1, -1 do
      if string.sub(part[i], 1, #mark) == mark then return top - length + from + i end
    end
    last = from
  end
end

if epoch and ARGV[2] == '1' then
  local found = find()
  if found then return {epoch, text(found), -1} end
end

if not epoch or (ARGV[4] == epoch and top < tonumber(ARGV[5])) then
  redis.call('DEL', KEYS[2])
  epoch, top, length = ARGV[3], 0, 0
end
if length == 0 then bytes = 0 end

for i = first, #ARGV do
  local before = i == #ARGV and mark or string.char(0)
  length = redis.call('RPUSH', KEYS[2], before .. ARGV[i])
  bytes = bytes + #ARGV[i]
end
while length > tonumber(ARGV[6]) or (bytes > tonumber(ARGV[7]) and length > 1) do
  local oldest = redis.call('LPOP', KEYS[2])
  bytes = bytes - #oldest + 1 + string.byte(oldest)
  length = length - 1
end

local start = text(top + 1)
top = text(top + count)
redis.call('HSET', KEYS[1], 'e', epoch, 's', top, 'b', text(bytes))
redis.call('PEXPIRE', KEYS[1], ARGV[9])
redis.call('PEXPIRE', KEYS[2], ARGV[8])
local payload = string.char(1) .. epoch .. ' ' .. start .. ' ' .. ARGV[11] .. '\n' .. table.concat(ARGV, '', first)
return {epoch, top, redis.call(ARGV[10], KEYS[3], payload)}
