#include "json/tape.h"

#include <gtest/gtest.h>

#include <vector>

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
  bool startObject(std::size_t) override { return out_.beginObject(), goesOn(); }
  bool endObject() override { return out_.endObject(), goesOn(); }
  bool startArray(std::size_t) override { return out_.beginArray(), goesOn(); }
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

// The sizes that containers are announced with, in order.
class Sizes final : public Handler {
 public:
  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool integer(std::int64_t) override { return true; }
  bool number(double) override { return true; }
  bool string(std::string_view) override { return true; }
  bool key(std::string_view) override { return true; }
  bool startObject(std::size_t members) override { return sizes_.push_back(members), true; }
  bool endObject() override { return true; }
  bool startArray(std::size_t items) override { return sizes_.push_back(items), true; }
  bool endArray() override { return true; }
  const std::vector<std::size_t>& seen() const { return sizes_; }

 private:
  std::vector<std::size_t> sizes_;
};

std::vector<std::size_t> sizesOf(const Tape& tape) {
  Sizes sizes;
  tape.play(sizes);
  return sizes.seen();
}

TEST(Tape, TellsHowManyValuesAContainerHoldsWhenItBegins) {
  EXPECT_EQ(sizesOf(tapeOf(R"({"a":[1,"x",null,2.5,[true]],"b":{"c":{}},"d":""})")),
            (std::vector<std::size_t>{3, 5, 1, 1, 0}));
}

TEST(Tape, AReopenedObjectTakesFurtherMembers) {
  Tape tape = tapeOf(R"({"a":{"b":1}})");
  tape.reopen();
  tape.key("c");
  EXPECT_TRUE(read("[1,2]", {}, tape));
  tape.endObject();
  Echo echo;
  EXPECT_TRUE(tape.play(echo));
  EXPECT_EQ(echo.text(), R"({"a":{"b":1},"c":[1,2]})");
  EXPECT_EQ(sizesOf(tape), (std::vector<std::size_t>{2, 1, 2}));
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
