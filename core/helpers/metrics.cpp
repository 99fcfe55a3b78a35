#include <algorithm>
#include <cmath>
#include <iterator>

#include "base/names.h"
#include "helpers/arguments.h"
#include "helpers/functions.h"
#include "helpers/run_services.h"
#include "lauxlib.h"
#include "sandbox/meter.h"

namespace sluice::helpers {

namespace {

constexpr std::size_t kMetric = 40;  // instructions
constexpr std::size_t kTag = 16;

// Bounds that keep metric back ends healthy: every distinct tag value is a time series of its own there.
constexpr std::size_t kMaxMetrics = 100;  // per execution; more are dropped
constexpr std::size_t kMaxTags = 10;
constexpr std::size_t kMaxTagBytes = 128;
// Would make a series per person.
constexpr std::string_view kPersonalTags[] = {"user_id", "email", "ip", "user_agent", "authorization"};

void readTags(lua_State* L, int index, Metric& metric) {
  if (lua_isnoneornil(L, index)) return;
  luaL_checktype(L, index, LUA_TTABLE);
  lua_pushnil(L);
  while (lua_next(L, index) != 0) {
    sandbox::charge(L, kTag);
    luaL_argexpected(L, lua_type(L, -2) == LUA_TSTRING && lua_isstring(L, -1), index, "table of strings");
    const std::string_view name = checkText(L, -2);
    const std::string_view value = checkText(L, -1);
    luaL_argcheck(L, json::isUtf8(name) && json::isUtf8(value), index, "tags must be valid UTF-8");
    luaL_argcheck(L, value.size() <= kMaxTagBytes, index, "a tag is longer than 128 bytes");
    sandbox::charge(L, sandbox::maskingCost(name) + sandbox::maskingCost(value));
    RunServices::of(L).refuseBound(L, value, "metrics");
    const bool personal =
        std::find(std::begin(kPersonalTags), std::end(kPersonalTags), name) != std::end(kPersonalTags);
    if (!personal) metric.tags.emplace_back(name, value);
    lua_pop(L, 1);
  }
  luaL_argcheck(L, metric.tags.size() <= kMaxTags, index, "more than 10 tags");
  metric.tags = sorted(std::move(metric.tags));
}

int record(lua_State* L, bool gauge, double value) {
  sandbox::charge(L, kMetric);
  Metric metric;
  metric.gauge = gauge;
  metric.name = checkText(L, 1);
  metric.value = value;
  luaL_argcheck(L, isMetricName(metric.name), 1, "name of lower-case letters, digits, '_' and '.' expected");
  luaL_argcheck(L, std::isfinite(value), 2, "finite number expected");
  readTags(L, 3, metric);
  auto& metrics = RunServices::of(L).execution().metrics;
  if (metrics.size() < kMaxMetrics) metrics.push_back(std::move(metric));
  return 0;
}

}  // namespace

int metricsCount(lua_State* L) { return record(L, false, luaL_optnumber(L, 2, 1)); }
int metricsGauge(lua_State* L) { return record(L, true, luaL_checknumber(L, 2)); }

}  // namespace sluice::helpers
