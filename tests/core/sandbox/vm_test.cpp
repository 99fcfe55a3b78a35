#include "sandbox/vm.h"

#include <gtest/gtest.h>

namespace sluice::sandbox {
namespace {

class Nobody final : public VmClient {
 public:
  void dropRequests() override {}
};

constexpr std::size_t kMemory = 300'000;
constexpr std::size_t kBlock = 150'000;
constexpr int kMeter = 100'000;

class MeterLeft : public testing::Test {
 protected:
  MeterLeft() : vm_([](lua_State*) {}) {
    vm_.begin(nobody_, kMemory);
    lua_setmeter(vm_.state(), kMeter);
  }
  ~MeterLeft() override { vm_.end(); }

  int call(lua_CFunction function) {
    lua_pushcfunction(vm_.state(), function);
    return lua_pcall(vm_.state(), 0, 0, 0);
  }

  // The second block is refused, and found after a collection.
  static void collectOnce(lua_State* L) {
    for (int i = 0; i < 2; i++) {
      lua_newuserdatauv(L, kBlock, 0);
      lua_pop(L, 1);
    }
  }

  Nobody nobody_;
  Vm vm_;
};

TEST_F(MeterLeft, IsTheMeterWhileThereIsMemory) {
  EXPECT_EQ(vm_.meterLeft(), kMeter);
  ASSERT_EQ(call([](lua_State* L) {
              collectOnce(L);
              return 0;
            }),
            LUA_OK);
  EXPECT_LT(vm_.meterLeft(), kMeter);  // the collection is charged
  EXPECT_EQ(vm_.meterLeft(), lua_getmeter(vm_.state()));
}

TEST_F(MeterLeft, IsWhatWasLeftWhenMemoryRanOutWhichSpendsIt) {
  ASSERT_EQ(call([](lua_State* L) {
              lua_chargemeter(L, kMeter - 50);
              lua_newuserdatauv(L, 2 * kMemory, 0);  // the collection before it is given up costs more than 50
              return 0;
            }),
            LUA_ERRMEM);
  EXPECT_LT(lua_getmeter(vm_.state()), 0);
  EXPECT_EQ(vm_.meterLeft(), 50);
}

TEST_F(MeterLeft, IsNothingWhenTheMeterWasSpentBeforeMemoryRanOut) {
  ASSERT_EQ(call([](lua_State* L) {
              collectOnce(L);
              lua_chargemeter(L, static_cast<std::size_t>(lua_getmeter(L)));
              lua_stringtonumber(L, "1");  // is charged and does not raise
              lua_newuserdatauv(L, 2 * kMemory, 0);
              return 0;
            }),
            LUA_ERRMEM);
  EXPECT_EQ(vm_.meterLeft(), 0);
}

}  // namespace
}  // namespace sluice::sandbox
