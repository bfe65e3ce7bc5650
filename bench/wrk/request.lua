-- One request, repeated: wrk ... -s request.lua URL -- METHOD BODYFILE "Header: value" ...
-- "@ID@" in the body becomes a number of its own in each request, because servers may join answers
-- to requests by it. "@N@" becomes characters that no other request has, not even of another run, and
-- "@0-99@" a number from 0 to 99 by chance. Ends with one line: FIGURES requests microseconds p50 p90 p99 failed.

local threads = 0

function setup(thread)
  threads = threads + 1
  thread:set("number", threads)
end

local before, after, marked
local most = 0
local run = os.time()
local count = 0

function init(args)
  wrk.method = args[1]
  local file = io.open(args[2], "rb")
  local body = file:read("*a")
  file:close()
  for i = 3, #args do
    local name, value = args[i]:match("^([^:]+): (.*)$")
    wrk.headers[name] = value
  end
  if body ~= "" then
    wrk.headers["Content-Type"] = "application/json"
  end
  local from, to = body:find("@ID@", 1, true)
  if from then
    -- In JSON the mark is a string; as a number it loses its quotes.
    before, after = body:sub(1, from - 2), body:sub(to + 2)
  elseif body:find("@N@", 1, true) or body:find("@0%-%d+@") then
    marked = body
    most = tonumber(body:match("@0%-(%d+)@")) or 0
    math.randomseed(number * 7919)
  else
    wrk.body = body ~= "" and body or nil
    before = nil
    fixed = wrk.format()
  end
end

function request()
  if fixed then
    return fixed
  end
  count = count + 1
  if marked then
    local own = run .. "-" .. number .. "-" .. count
    local chance = tostring(math.random(0, most))
    return wrk.format(nil, nil, nil, (marked:gsub("@N@", own):gsub("@0%-%d+@", chance)))
  end
  return wrk.format(nil, nil, nil, before .. (number * 1000000000 + count) .. after)
end

function done(summary, latency)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format("FIGURES %d %d %d %d %d %d\n", summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(90), latency:percentile(99), failed))
end
