#include "plan/graph.h"

#include "plan/fields.h"

namespace sluice::plan {
namespace {

constexpr std::size_t kLongestId = 128;

class GraphReader {
 public:
  GraphReader(Graph& graph, Fault& fault) : graph_(graph), fault_(fault) {}

  bool read(const json::Value& json, const Path& path) {
    if (!json.isObject()) return fault_.at(path, "must be an object {nodes, edges}");
    return readList(json, path, "nodes", &GraphReader::readNode) &&
           readList(json, path, "edges", &GraphReader::readEdge);
  }

 private:
  using ReadItem = bool (GraphReader::*)(const json::Value&, const Path&);

  bool readList(const json::Value& json, const Path& path, std::string_view name, ReadItem readItem) {
    const json::Value* list = json.get(name);
    const Path listPath = path.member(name);
    if (list == nullptr || !list->isArray()) return fault_.at(listPath, "must be an array");
    for (std::size_t i = 0; i < list->items().size(); ++i) {
      if (!(this->*readItem)(list->items()[i], listPath.item(i))) return false;
    }
    return true;
  }

  bool readNode(const json::Value& json, const Path& path) {
    if (!json.isObject()) return fault_.at(path, "must be an object {id, trigger} or {id, scriptId}");
    GraphNode& node = graph_.nodes.emplace_back();
    if (!readId(json, path, "id", node.id)) return false;
    const bool isTrigger = json.get("trigger") != nullptr;
    const bool isScript = json.get("scriptId") != nullptr;
    if (isTrigger == isScript) return fault_.at(path, "must have either trigger or scriptId");
    if (isTrigger) return readId(json, path, "trigger", node.trigger);
    return readId(json, path, "scriptId", node.scriptId);
  }

  bool readEdge(const json::Value& json, const Path& path) {
    if (!json.isObject()) return fault_.at(path, "must be an object {from, to}");
    GraphEdge& edge = graph_.edges.emplace_back();
    return readId(json, path, "from", edge.from) && readId(json, path, "to", edge.to);
  }

  bool readId(const json::Value& json, const Path& path, std::string_view name, std::string& id) {
    if (!readText(json, path, name, id, fault_)) return false;
    if (!id.empty() && id.size() <= kLongestId) return true;
    return fault_.at(path.member(name), "must be a string of 1 to 128 bytes");
  }

  Graph& graph_;
  Fault& fault_;
};

}  // namespace

Result<Graph> readGraph(const json::Value& json) {
  Graph graph;
  Fault fault;
  const Path root;
  if (!GraphReader(graph, fault).read(json, root.member("graph"))) return fault.error();
  return graph;
}

}  // namespace sluice::plan
