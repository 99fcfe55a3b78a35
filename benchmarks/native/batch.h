// The line protocol between the benchmark harness and a native program that it times. The harness writes one command
// per line, "word rest"; the program answers `run` with one line of JSON. Times are taken here, so the pipe between the
// two processes is never part of them.
//
//   run <samples> <ms>   {"nanoseconds": [one number per sample], "same": true when all answers were equal,
//                         "answer": the last answer, any JSON}
//                        ends after <samples>, or with the first sample that ends after <ms>; 0: no such end
//
// Every other command is the program's own and answers nothing. A program that cannot do what it is told writes why to
// stderr and ends.
#pragma once

#include <functional>
#include <map>
#include <string>

namespace sluice::bench {

// Runs one sample and answers all of its answers as one text.
using Sample = std::function<std::string()>;
// Takes the rest of the line.
using Command = std::function<void(const std::string&)>;

// Turns the text of a sample into the JSON of one answer, or ends the program. Not timed.
using Answer = std::function<std::string(const std::string&)>;

// Serves stdin until it ends.
void serve(const std::map<std::string, Command>& commands, const Sample& sample, const Answer& answer);

// Ends the program with `message`.
[[noreturn]] void giveUp(const std::string& message);

}  // namespace sluice::bench
