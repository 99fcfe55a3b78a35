#include "language/server/pipeline.h"

#include "base/concat.h"

namespace sluice::language::server {

namespace {

bool readScript(const json::Value& value, PipelineScript& script, std::string& mistake) {
  std::string text;
  const bool isRead = value.isObject() && value.readText("id", script.id) && value.readText("uri", script.uri) &&
                      value.readText("name", script.name) && value.readText("text", text);
  if (!isRead || script.id.empty() || script.uri.empty()) {
    mistake = "a script of a layer must be {id, uri, name?, text?}, all of them strings";
    return false;
  }
  if (value.get("text") != nullptr) script.text = std::move(text);
  return true;
}

bool readLayers(const json::Value& value, Pipeline& pipeline, std::string& mistake) {
  const std::uint64_t mostLayers = catalog::findLimit("layers")->ceiling;
  const std::uint64_t mostScripts = catalog::findLimit("scriptsPerLayer")->ceiling;
  const json::Value* layers = value.get("layers");
  if (layers == nullptr || !layers->isArray() || layers->items().size() > mostLayers) {
    mistake = concat({"layers must be a list of at most ", mostLayers, " lists of scripts"});
    return false;
  }
  for (const json::Value& layer : layers->items()) {
    if (!layer.isArray() || layer.items().size() > mostScripts) {
      mistake = concat({"a layer must be a list of at most ", mostScripts, " scripts"});
      return false;
    }
    auto& scripts = pipeline.layers.emplace_back();
    for (const json::Value& script : layer.items()) {
      if (!readScript(script, scripts.emplace_back(), mistake)) return false;
    }
  }
  return true;
}

// A limit that may be missing.
bool readLimit(const json::Value& limits, std::string_view name, std::uint64_t& out) {
  if (limits.get(name) == nullptr) return true;
  const std::int64_t* limit = limits.integerAt(name);
  if (limit == nullptr || *limit < 0) return false;
  out = static_cast<std::uint64_t>(*limit);
  return true;
}

}  // namespace

bool readLimits(const json::Value& value, ScriptLimits& limits, std::string& mistake) {
  const json::Value* given = value.get("limits");
  if (given == nullptr) return true;
  if (given->isObject() && readLimit(*given, "scriptBytes", limits.scriptBytes) &&
      readLimit(*given, "fetchesPerScript", limits.fetchesPerScript)) {
    return true;
  }
  mistake = "limits must be {scriptBytes?, fetchesPerScript?}, counts";
  return false;
}

std::optional<Pipeline> readPipeline(const json::Value& value, std::string& mistake) {
  Pipeline pipeline;
  std::string mode;
  std::string onError;
  if (!value.readText("hook", pipeline.hook) || !value.readText("mode", mode) || !value.readText("onError", onError) ||
      pipeline.hook.empty()) {
    mistake = "hook must be a string, and so must mode and onError where they are given";
    return std::nullopt;
  }
  if (const catalog::Hook* known = catalog::findHook(pipeline.hook)) pipeline.mode = known->mode;
  if (!mode.empty() && !catalog::modeFrom(mode, pipeline.mode)) {
    mistake = "mode must be \"blocking\", \"enrichment\" or \"async\"";
    return std::nullopt;
  }
  if (!onError.empty() && onError != "allow" && onError != "block") {
    mistake = "onError must be \"block\" or \"allow\"";
    return std::nullopt;
  }
  pipeline.goesOn = onError == "allow" || pipeline.mode == catalog::Mode::Async;
  pipeline.limits = {UINT64_MAX, UINT64_MAX};
  if (!readLimits(value, pipeline.limits, mistake) || !readLayers(value, pipeline, mistake)) return std::nullopt;
  return pipeline;
}

}  // namespace sluice::language::server
