// The texts that the server knows, the pipelines they stand in, and what was found out about them.
//
// A script is looked at when something asks for its analysis, and again only when its text changed, or what it can see:
// its hook, the names the workspace has, or the summary of a script before or beside it (summary.h). What it gives to
// others does not depend on those beside it, so those of one layer can be looked at in any order.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "language/analysis.h"
#include "language/features/completion.h"
#include "language/server/pipeline.h"
#include "language/server/summary.h"
#include "language/text/document.h"

namespace sluice::language::server {

// A text that is known by its address: a document that the client has open, or a script that came with a pipeline.
struct Script {
  std::string uri;
  Document document{{}};
  bool isOpen = false;
  std::int64_t version = 0;          // of the document, while it is open
  std::optional<std::string> given;  // with a pipeline

  std::uint64_t changedAt = 0;  // the revision of the workspace in which the text became this one
  bool isDue = false;           // its diagnostics have to be looked at
  std::string told;             // the diagnostics that the client was told last, as JSON

  // What was found out, kept by Workspace.
  std::unique_ptr<Analysis> analysis;
  Summary summary;
  std::uint64_t summaryNumber = 0;   // another one for another shape
  std::uint64_t lookedAt = 0;        // changedAt of the text that was looked at
  std::string lookedAtWith;          // what the summary depends on beside the text,
  std::string lookedAtBeside;        // and what the analysis does beyond that
  std::uint64_t freshAt = 0;         // the revision of the workspace in which the analysis was found to be up to date
  std::uint64_t summaryFreshAt = 0;  // the same of the summary
};

struct WorkspaceSecret {
  std::string name;
  std::vector<std::string> hosts;  // it may be sent to; empty: to all that are allowed
};

// What scripts can name, apart from each other's data, and how much they may be and do. What is not given is unknown.
struct WorkspaceNames {
  std::optional<std::vector<WorkspaceSecret>> secrets;
  std::optional<std::vector<std::string>> settings;  // of helpers.env
  FetchRules fetch;
  ScriptLimits limits;
};

class Workspace {
 public:
  // Where a script runs. Of several pipelines, the one that was told last counts.
  struct Place {
    const Pipeline* pipeline = nullptr;  // null: in none
    std::size_t layer = 0;
    const PipelineScript* script = nullptr;
  };

  // Of documents that say nothing else.
  void setHook(std::string hook);
  void open(std::string uri, std::int64_t version, std::string text);
  // Precondition of both: the script is open.
  void change(Script& script, std::int64_t version, Document document);
  void close(Script& script);  // which may be gone then
  // Takes the place of the pipeline of the same hook; one without layers takes it away.
  void setPipeline(Pipeline pipeline);
  void setNames(WorkspaceNames names);

  // Null when no text is known by this address.
  Script* find(std::string_view uri);
  const std::vector<std::unique_ptr<Script>>& scripts() const { return scripts_; }
  Place placeOf(const Script& script) const;
  // The script of this id, of a pipeline; null when its text is not known.
  Script* scriptOf(const Pipeline& pipeline, std::string_view id);
  const WorkspaceNames& names() const { return names_; }
  // Of the hook that the script is for; blocking when that is not known.
  catalog::Mode modeOf(const Script& script) const;

  // Up to date. Precondition: find() knows the script.
  const Analysis& analysisOf(Script& script);
  // One step on the way there: looks at one script at most. True when it is up to date.
  bool advance(Script& script);

 private:
  Script& scriptAt(std::string_view uri);
  void setText(Script& script, std::string text);
  void changed();
  void forget(const Script& script);
  bool isListed(std::string_view uri) const;
  Script* staleSummary(Script& script, std::size_t depth);
  Script* stalest(Script& script);
  std::string dependenciesOf(const Script& script, const Place& place);
  std::string besideOf(const Script& script, const Place& place);
  Setting settingOf(const Script& script, const Place& place);
  ScriptData dataOf(const PipelineScript& listed, bool mayFail);
  void lookAt(Script& script);
  std::string hookOf(const Script& script) const;  // of one in no pipeline

  std::vector<std::unique_ptr<Script>> scripts_;
  std::unordered_map<std::string_view, Script*> byUri_;
  std::vector<std::unique_ptr<Pipeline>> pipelines_;  // told last, last
  WorkspaceNames names_;
  std::string hook_;
  std::uint64_t revision_ = 1;
  std::uint64_t namesNumber_ = 0;
  std::uint64_t summaries_ = 0;
};

}  // namespace sluice::language::server
