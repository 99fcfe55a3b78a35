#include "json/tape.h"

#include <gtest/gtest.h>

#include "json/writer.h"

namespace sluice::json {
namespace {

// Writes what it is told as JSON, up to `patience` events.
class Echo final : public Handler {
 public:
  explicit Echo(int patience = 1000) : patience_(patience) {}
  bool null() override { return out_.null(), goesOn(); }
  bool boolean(bool value) override { return out_.boolean(value), goesOn(); }
  bool integer(std::int64_t value) override { return out_.integer(value), goesOn(); }
  bool number(double value) override { return out_.number(value), goesOn(); }
  bool string(std::string_view value) override { return out_.string(value), goesOn(); }
  bool key(std::string_view name) override { return out_.key(name), goesOn(); }
  bool startObject() override { return out_.beginObject(), goesOn(); }
  bool endObject() override { return out_.endObject(), goesOn(); }
  bool startArray() override { return out_.beginArray(), goesOn(); }
  bool endArray() override { return out_.endArray(), goesOn(); }
  std::string text() { return out_.take(); }

 private:
  bool goesOn() { return --patience_ > 0; }
  Writer out_;
  int patience_;
};

Tape tapeOf(std::string_view text) {
  Tape tape;
  EXPECT_TRUE(read(text, {}, tape));
  return tape;
}

TEST(Tape, PlaysWhatWasReadAsOftenAsAsked) {
  const std::string text = R"({"a":[1,-2.5,true,false,null,"","ü\u0000"],"b":{"c":{}},"":9007199254740993})";
  const Tape tape = tapeOf(text);
  for (int i = 0; i < 2; i++) {
    Echo echo;
    EXPECT_TRUE(tape.play(echo));
    EXPECT_EQ(echo.text(), text);
  }
}

TEST(Tape, KnowsWhetherTheDocumentIsAnObject) {
  EXPECT_TRUE(tapeOf("{}").isObject());
  EXPECT_FALSE(tapeOf("[{}]").isObject());
  EXPECT_FALSE(tapeOf("1").isObject());
  EXPECT_FALSE(Tape().isObject());
}

TEST(Tape, StopsWhenTheHandlerDoes) {
  Echo echo(2);
  EXPECT_FALSE(tapeOf("[1,2,3]").play(echo));
  EXPECT_EQ(echo.text(), "[1");
}

}  // namespace
}  // namespace sluice::json
