#include "language/server/workspace.h"

#include <algorithm>

#include "base/concat.h"
#include "language/server/uri.h"

namespace sluice::language::server {

namespace {

// More than there are hooks; a script's place in one pipeline can depend on its place in another one.
constexpr std::size_t kMostPipelines = 100;

}  // namespace

void Workspace::changed() {
  ++revision_;
  for (const auto& script : scripts_) script->isDue = script->isOpen;
}

void Workspace::setHook(std::string hook) {
  hook_ = std::move(hook);
  changed();
}

Script* Workspace::find(std::string_view uri) {
  const auto found = byUri_.find(uri);
  if (found == byUri_.end()) return nullptr;
  Script& script = *found->second;
  return script.isOpen || script.given ? &script : nullptr;
}

Script& Workspace::scriptAt(std::string_view uri) {
  const auto found = byUri_.find(uri);
  if (found != byUri_.end()) return *found->second;
  Script& script = *scripts_.emplace_back(std::make_unique<Script>());
  script.uri = uri;
  byUri_.emplace(script.uri, &script);
  return script;
}

void Workspace::setText(Script& script, std::string text) {
  changed();
  if (text == script.document.text() && script.changedAt != 0) return;
  script.document.replace(std::move(text));
  script.changedAt = revision_;
}

void Workspace::open(std::string uri, std::int64_t version, std::string text) {
  Script& script = scriptAt(uri);
  script.isOpen = true;
  script.version = version;
  script.told.clear();
  setText(script, std::move(text));
}

void Workspace::change(Script& script, std::int64_t version, Document document) {
  script.document = std::move(document);
  script.version = version;
  changed();
  script.changedAt = revision_;
}

void Workspace::close(Script& script) {
  script.isOpen = false;
  if (script.given) return setText(script, *script.given);
  changed();
  if (!isListed(script.uri)) forget(script);
}

void Workspace::forget(const Script& script) {
  byUri_.erase(script.uri);
  std::erase_if(scripts_, [&](const auto& each) { return each.get() == &script; });
}

bool Workspace::isListed(std::string_view uri) const {
  for (const auto& pipeline : pipelines_) {
    for (const auto& layer : pipeline->layers) {
      for (const PipelineScript& script : layer) {
        if (script.uri == uri) return true;
      }
    }
  }
  return false;
}

void Workspace::setPipeline(Pipeline pipeline) {
  std::erase_if(pipelines_, [&](const auto& each) { return each->hook == pipeline.hook; });
  if (!pipeline.layers.empty()) {
    if (pipelines_.size() == kMostPipelines) pipelines_.erase(pipelines_.begin());
    pipelines_.push_back(std::make_unique<Pipeline>(std::move(pipeline)));
    for (auto& layer : pipelines_.back()->layers) {
      for (PipelineScript& listed : layer) {
        if (!listed.text) continue;
        Script& script = scriptAt(listed.uri);
        script.given = std::move(listed.text);
        if (!script.isOpen) setText(script, *script.given);
      }
    }
  }
  for (std::size_t i = scripts_.size(); i-- > 0;) {
    if (!scripts_[i]->isOpen && !isListed(scripts_[i]->uri)) forget(*scripts_[i]);
  }
  changed();
}

void Workspace::setNames(WorkspaceNames names) {
  names_ = std::move(names);
  ++namesNumber_;
  changed();
}

Workspace::Place Workspace::placeOf(const Script& script) const {
  for (std::size_t i = pipelines_.size(); i-- > 0;) {
    const Pipeline& pipeline = *pipelines_[i];
    for (std::size_t layer = 0; layer < pipeline.layers.size(); ++layer) {
      for (const PipelineScript& each : pipeline.layers[layer]) {
        if (each.uri == script.uri) return {&pipeline, layer, &each};
      }
    }
  }
  return {};
}

Script* Workspace::scriptOf(const Pipeline& pipeline, std::string_view id) {
  for (const auto& layer : pipeline.layers) {
    for (const PipelineScript& each : layer) {
      if (each.id == id) return find(each.uri);
    }
  }
  return nullptr;
}

std::string Workspace::hookOf(const Script& script) const {
  if (std::string named = hookOfText(script.document.text()); !named.empty()) return named;
  const std::string_view folder = folderOf(script.uri);
  return catalog::findHook(folder) != nullptr ? std::string(folder) : hook_;
}

catalog::Mode Workspace::modeOf(const Script& script) const {
  if (const Place place = placeOf(script); place.pipeline != nullptr) return place.pipeline->mode;
  const catalog::Hook* hook = catalog::findHook(hookOf(script));
  return hook != nullptr ? hook->mode : catalog::Mode::Blocking;
}

// The first script that has to be looked at before the summary of this one is up to date, or null. A script that stands
// in several pipelines is seen in the one told last, and so are those before it: `depth` counts the pipelines on the
// way, each told later than the one before.
Script* Workspace::staleSummary(Script& script, std::size_t depth) {
  if (script.summaryFreshAt == revision_ || depth > kMostPipelines) return nullptr;
  const Place place = placeOf(script);
  for (std::size_t layer = 0; layer < place.layer; ++layer) {
    for (const PipelineScript& each : place.pipeline->layers[layer]) {
      Script* earlier = find(each.uri);
      if (earlier == nullptr || earlier == &script) continue;
      const bool isHere = placeOf(*earlier).pipeline == place.pipeline;
      if (Script* first = staleSummary(*earlier, isHere ? depth : depth + 1)) return first;
    }
  }
  const bool isFresh = script.analysis != nullptr && script.lookedAt == script.changedAt &&
                       script.lookedAtWith == dependenciesOf(script, place);
  if (!isFresh) return &script;
  script.summaryFreshAt = revision_;
  return nullptr;
}

// The same of all that is known about it. Those beside it come first, as it will ask for their summaries.
Script* Workspace::stalest(Script& script) {
  if (script.freshAt == revision_) return nullptr;
  Script* own = staleSummary(script, 0);
  if (own != nullptr && own != &script) return own;
  const Place place = placeOf(script);
  if (place.pipeline != nullptr) {
    for (const PipelineScript& each : place.pipeline->layers[place.layer]) {
      Script* other = find(each.uri);
      if (other == nullptr || other == &script) continue;
      if (Script* first = staleSummary(*other, 0); first != nullptr && first != &script) return first;
    }
  }
  if (own != nullptr || script.lookedAtBeside != besideOf(script, place)) return &script;
  script.freshAt = revision_;
  return nullptr;
}

std::string Workspace::dependenciesOf(const Script& script, const Place& place) {
  if (place.pipeline == nullptr) return concat({hookOf(script), "\n", namesNumber_});
  const Pipeline& pipeline = *place.pipeline;
  std::string out = concat({pipeline.hook, "\n", namesNumber_, "\n", catalog::toString(pipeline.mode),
                            pipeline.goesOn ? " allow" : " block"});
  for (std::size_t layer = 0; layer < place.layer; ++layer) {
    out += "\n";
    for (const PipelineScript& each : pipeline.layers[layer]) {
      const Script* earlier = find(each.uri);
      out += concat({each.id.size(), ":", each.id, earlier == nullptr ? 0 : earlier->summaryNumber, " "});
    }
  }
  return out;
}

std::string Workspace::besideOf(const Script& script, const Place& place) {
  if (place.pipeline == nullptr) return {};
  const ScriptLimits& limits = place.pipeline->limits;
  std::string out = concat({place.layer + 1 == place.pipeline->layers.size() ? "last " : " ", limits.scriptBytes, " ",
                            limits.fetchesPerScript});
  for (const PipelineScript& each : place.pipeline->layers[place.layer]) {
    const Script* other = find(each.uri);
    const std::uint64_t number = other == nullptr || other == &script ? 0 : other->summaryNumber;
    out += concat({" ", each.id.size(), ":", each.id, &each == place.script ? "=" : "", number});
  }
  for (std::size_t layer = place.layer + 1; layer < place.pipeline->layers.size(); ++layer) {
    for (const PipelineScript& each : place.pipeline->layers[layer]) {
      out += concat({"\n", each.id.size(), ":", each.id});
    }
  }
  return out;
}

ScriptData Workspace::dataOf(const PipelineScript& listed, bool mayFail) {
  const Script* script = find(listed.uri);
  ScriptData data;
  if (script != nullptr) data = script->summary.data;
  data.id = listed.id;
  if (script == nullptr) data.data = types::kUnknown;
  if (mayFail) data.data = data.store.unite(data.data, types::kNil);
  return data;
}

Setting Workspace::settingOf(const Script& script, const Place& place) {
  Setting setting;
  setting.scriptBytes = names_.limits.scriptBytes;
  setting.fetches = names_.limits.fetchesPerScript;
  setting.settings = names_.settings;
  setting.fetch = names_.fetch;
  if (names_.secrets) {
    auto& secrets = setting.secrets.emplace();
    for (const WorkspaceSecret& each : *names_.secrets) {
      secrets.push_back(each.name);
      if (!each.hosts.empty()) setting.bound.push_back({each.name, each.hosts});
    }
  }
  if (place.pipeline == nullptr) {
    setting.hook = hookOf(script);
    return setting;
  }
  const Pipeline& pipeline = *place.pipeline;
  setting.hook = pipeline.hook;
  setting.isPipeline = true;
  setting.scriptBytes = std::min(setting.scriptBytes, pipeline.limits.scriptBytes);
  setting.fetches = std::min(setting.fetches, pipeline.limits.fetchesPerScript);
  setting.isLast = place.layer + 1 == pipeline.layers.size();
  for (std::size_t layer = 0; layer < place.layer; ++layer) {
    auto& out = setting.earlier.emplace_back();
    for (const PipelineScript& each : pipeline.layers[layer]) out.push_back(dataOf(each, pipeline.goesOn));
  }
  for (const PipelineScript& each : pipeline.layers[place.layer]) {
    if (&each == place.script) {
      setting.place = setting.beside.size();
    } else {
      setting.beside.push_back(dataOf(each, pipeline.goesOn));
    }
  }
  for (std::size_t layer = place.layer + 1; layer < pipeline.layers.size(); ++layer) {
    for (const PipelineScript& each : pipeline.layers[layer]) setting.later.push_back(each.id);
  }
  return setting;
}

void Workspace::lookAt(Script& script) {
  const Place place = placeOf(script);
  script.analysis = std::make_unique<Analysis>(analyze(script.document.text(), settingOf(script, place)));
  Summary summary = summarize(script.analysis->inference);
  if (script.summaryNumber == 0 || summary.shape != script.summary.shape) script.summaryNumber = ++summaries_;
  script.summary = std::move(summary);
  script.lookedAt = script.changedAt;
  script.lookedAtWith = dependenciesOf(script, place);
  script.lookedAtBeside = besideOf(script, place);
  script.summaryFreshAt = revision_;
}

bool Workspace::advance(Script& script) {
  if (Script* stale = stalest(script)) lookAt(*stale);
  return stalest(script) == nullptr;
}

const Analysis& Workspace::analysisOf(Script& script) {
  while (!advance(script)) {
  }
  return *script.analysis;
}

}  // namespace sluice::language::server
