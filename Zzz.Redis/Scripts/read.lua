-- Reads the messages of a topic's log after a position, or the latest ones.
-- KEYS: hash with epoch, top and size; list of messages.
-- ARGV: 1 new epoch, 2 milliseconds to keep the hash of a topic that never had a message, 3 and 4 position after which to read (or an empty epoch), 5 most messages.
-- Returns epoch, top, whether the messages are complete, messages.
local state = redis.call('HMGET', KEYS[1], 'e', 's')
local epoch, top = state[1], state[2]
if not epoch then
  epoch, top = ARGV[1], '0'
  redis.call('DEL', KEYS[2])
  redis.call('HSET', KEYS[1], 'e', epoch, 's', top, 'b', '0')
end
if top == '0' then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end

local length, count = redis.call('LLEN', KEYS[2]), tonumber(ARGV[5])
if ARGV[3] ~= '' then
  local limit = count
  count = tonumber(top) - tonumber(ARGV[4])
  if ARGV[3] ~= epoch or count < 0 or count > limit or count > length then return {epoch, top, 0, {}} end
end
if count <= 0 or length == 0 then return {epoch, top, 1, {}} end
return {epoch, top, 1, redis.call('LRANGE', KEYS[2], string.format('-%.0f', count), '-1')}
