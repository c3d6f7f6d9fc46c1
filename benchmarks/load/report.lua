-- Sends one body again and again, and prints what the run did as one line of numbers:
-- requests, microseconds it took, p50 and p99 latency in microseconds, errors of any kind.
-- The body's file, the path and the key come from the environment: POST_BODY, POST_PATH, POST_KEY.
local file = assert(io.open(os.getenv("POST_BODY"), "rb"))
wrk.method = "POST"
wrk.path = os.getenv("POST_PATH")
wrk.body = file:read("*a")
file:close()
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Authorization"] = "Bearer " .. os.getenv("POST_KEY")

function done(summary, latency)
  local e = summary.errors
  local errors = e.connect + e.read + e.write + e.status + e.timeout
  io.write(string.format("RESULT %d %d %d %d %d\n", summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(99), errors))
end
