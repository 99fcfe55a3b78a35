#include "plan/compile.h"

#include <utility>

#include "base/concat.h"
#include "plan/fields.h"
#include "plan/head.h"
#include "plan/messages.h"
#include "plan/name_index.h"

namespace sluice::plan {
namespace {

constexpr std::size_t kNone = NameIndex::kNone;

// A script that was handed in, and the places that use it: nodes of a graph; among layers, where there are no nodes,
// the script itself.
struct Script {
  PlanScript script;
  std::vector<std::string> usedBy;
};

class Compiler final : public ScriptLookup {
 public:
  Compiler(const json::Value& json, Compiled& compiled, Fault& fault)
      : json_(json), plan_(compiled.plan), problems_(compiled.problems), fault_(fault) {}

  bool run(const catalog::Limits& deployment) {
    if (!requireMembers(json_, root_, fault_, {"layers", "graph", "scripts"}, kHeadMembers)) return false;
    if (!readHead(json_, deployment, plan_, fault_) || !readScripts()) return false;
    Layers layers;
    if (!readArrangement(layers)) return false;
    for (const Script& script : scripts_) checkSize(script);
    if (problems_.empty()) fill(layers);
    return true;
  }

  bool isKnown(std::string_view scriptId) const override { return index_.find(scriptId) != kNone; }

 private:
  void report(const char* kind, std::vector<std::string> nodes, std::string_view pattern,
              std::initializer_list<Part> parts) {
    problems_.push_back({kind, say(pattern, parts), std::move(nodes)});
  }

  bool readScripts() {
    const json::Value* scripts = json_.get("scripts");
    const Path path = root_.member("scripts");
    if (scripts == nullptr || !scripts->isObject()) return fault_.at(path, "must be an object {id: {code}}");
    scripts_.resize(scripts->members().size());
    std::vector<std::string_view> ids;
    for (const auto& [id, script] : scripts->members()) {
      if (!readScript(id, script, path.member(id), scripts_[ids.size()].script)) return false;
      ids.push_back(id);
    }
    index_ = NameIndex(std::move(ids));
    return true;
  }

  bool readScript(const std::string& id, const json::Value& json, const Path& path, PlanScript& script) {
    if (!isScriptId(id)) return fault_.at(path, kScriptIdForm);
    script.id = id;
    if (!requireMembers(json, path, fault_, {"name", "code"})) return false;
    if (!readText(json, path, "name", script.name, fault_)) return false;
    if (script.name.empty()) script.name = id;
    if (json.get("code") == nullptr) return fault_.at(path.member("code"), "is missing");
    return readText(json, path, "code", script.code.emplace(), fault_);
  }

  bool readArrangement(Layers& layers) {
    const json::Value* asLayers = json_.get("layers");
    const json::Value* asGraph = json_.get("graph");
    if ((asLayers == nullptr) == (asGraph == nullptr)) return fault_.at(root_, "must have either layers or graph");
    if (asGraph != nullptr) return readDrawing(*asGraph, layers);
    if (!readIds(*asLayers, layers)) return false;
    checkLayers(layers);
    return true;
  }

  // `layers: [["script-id"]]`
  bool readIds(const json::Value& json, Layers& layers) {
    const Path path = root_.member("layers");
    if (!json.isArray()) return fault_.at(path, "must be an array of arrays of script ids");
    for (const json::Value& layer : json.items()) {
      const Path layerPath = path.item(layers.size());
      if (!layer.isArray()) return fault_.at(layerPath, "must be an array of script ids");
      std::vector<std::string>& ids = layers.emplace_back();
      for (const json::Value& id : layer.items()) {
        if (!id.isString()) return fault_.at(layerPath.item(ids.size()), kScriptIdForm);
        ids.push_back(id.string());
      }
    }
    return true;
  }

  void checkLayers(const Layers& layers) {
    const catalog::Limits& limits = plan_.limits;
    if (layers.size() > limits.layers)
      problems_.push_back({"too_deep", concat({tooDeep(limits.layers, layers.size()), "."}), {}});
    bool isEmpty = true;
    for (std::size_t i = 0; i < layers.size(); ++i) {
      isEmpty = isEmpty && layers[i].empty();
      checkWidth(i, layers[i]);
      for (const std::string& id : layers[i]) checkUse(i, id);
    }
    if (isEmpty) report("no_scripts", {}, "The pipeline has no scripts.", {});
  }

  void checkWidth(std::size_t layer, const std::vector<std::string>& ids) {
    const std::uint64_t allowed = plan_.limits.scriptsPerLayer;
    if (ids.size() <= allowed) return;
    const std::string names = say(": $.", {Part::list(ids)});
    problems_.push_back({"too_wide", concat({tooWide(layer, allowed, ids.size()), names}), ids});
  }

  void checkUse(std::size_t layer, const std::string& id) {
    const std::size_t script = index_.find(id);
    if (script != kNone) {
      scripts_[script].usedBy = {id};
    } else {
      report("unknown_script", {id}, "Layer $ names the script $, which does not exist.", {layer + 1, id});
    }
  }

  bool readDrawing(const json::Value& json, Layers& layers) {
    const Result<Graph> graph = readGraph(json);
    if (!graph) return fault_.repeats(graph.error());
    layers = layOut(*graph, *this, plan_.limits, problems_);
    for (const GraphNode& node : graph->nodes) {
      if (!node.trigger.empty()) {
        checkTrigger(node);
      } else if (const std::size_t script = index_.find(node.scriptId); script != kNone) {
        scripts_[script].usedBy.push_back(node.id);
      }
    }
    return true;
  }

  void checkTrigger(const GraphNode& node) {
    if (node.trigger == plan_.trigger) return;
    report("trigger_mismatch", {node.id}, "Node $ is the trigger $, but the pipeline is that of $.",
           {node.id, node.trigger, plan_.trigger});
  }

  void checkSize(const Script& script) {
    const std::size_t size = script.script.code->size();
    const std::uint64_t allowed = plan_.limits.scriptBytes;
    if (script.usedBy.empty() || size <= allowed) return;
    report("limit_size", script.usedBy, "Script $ exceeds the script size limit ($ bytes allowed, got $).",
           {script.script.id, allowed, size});
  }

  void fill(const Layers& layers) {
    for (const std::vector<std::string>& ids : layers) {
      std::vector<PlanScript>& layer = plan_.layers.emplace_back();
      for (const std::string& id : ids) layer.push_back(scripts_[index_.find(id)].script);
    }
    plan_.hash = hashPlan(plan_);
  }

  const json::Value& json_;
  Plan& plan_;
  std::vector<Problem>& problems_;
  Fault& fault_;
  Path root_;
  std::vector<Script> scripts_;
  NameIndex index_;  // of scripts_
};

}  // namespace

Result<Compiled> compile(const json::Value& json, const catalog::Limits& deployment) {
  Compiled compiled;
  Fault fault;
  if (!Compiler(json, compiled, fault).run(deployment)) return fault.error();
  return compiled;
}

}  // namespace sluice::plan
