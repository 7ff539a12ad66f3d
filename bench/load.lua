-- wrk asks for the addresses of a file in turn, each thread from another place, and prints what came of it as JSON.
local paths = {}

function init(args)
  for line in io.lines(args[1]) do paths[#paths + 1] = line end
  math.randomseed(tonumber(args[2]))
  place = math.random(#paths)
  new = args[3] == "new"
  count = math.random(1000000000)
end

-- A number as spaces written in two ways: behind a question it makes an address of its own and asks the same.
local function spaces(number)
  local written = ""
  for _ = 1, 32 do
    written = written .. (number % 2 == 0 and "+" or "%20")
    number = math.floor(number / 2)
  end
  return written
end

function request()
  place = place % #paths + 1
  count = count + 1
  return wrk.format("GET", new and paths[place] .. spaces(count) or paths[place])
end

function done(summary, latency, requests)
  local wrong = summary.errors
  io.write(string.format(
    '{"requests": %d, "microseconds": %d, "p50_ms": %.2f, "p95_ms": %.2f, "p99_ms": %.2f, "bytes": %d, ' ..
    '"failed": %d, "not_2xx": %d}\n',
    summary.requests, summary.duration, latency:percentile(50) / 1000, latency:percentile(95) / 1000,
    latency:percentile(99) / 1000, summary.bytes,
    wrong.connect + wrong.read + wrong.write + wrong.timeout, wrong.status))
end
