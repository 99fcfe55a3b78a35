#include "sandbox/shared_context.h"

#include <gtest/gtest.h>

#include <string>

#include "lauxlib.h"
#include "sandbox/vm_pool.h"

namespace sluice::sandbox {
namespace {

class Client final : public VmClient {
 public:
  void dropRequests() override {}
};

constexpr std::size_t kMemory = 4 << 20;

void installNothing(lua_State*) {}

class SharedContextTest : public testing::Test {
 protected:
  VmLease take() { return pool_.take(client_, kMemory); }
  static void setGlobal(Vm& vm, const std::string& value) {
    lua_pushlstring(vm.state(), value.data(), value.size());
    lua_setglobal(vm.state(), "context");
  }
  static std::string global(Vm& vm) {
    lua_getglobal(vm.state(), "context");
    const char* text = lua_tostring(vm.state(), -1);
    std::string value = text == nullptr ? "nil" : text;
    lua_pop(vm.state(), 1);
    return value;
  }

  VmPool pool_{installNothing};
  Client client_;
  SharedContext shared_;
};

TEST_F(SharedContextTest, GivesTheNextRunInTheSameSlotWhatTheFirstHadBeforeItsScript) {
  std::size_t peak = 0;
  {
    VmLease first = take();
    EXPECT_FALSE(shared_.copyInto(*first));
    setGlobal(*first, "seen by all");
    shared_.keep(*first);
    peak = first->memoryPeak();
    setGlobal(*first, "changed by the first script");
  }
  VmLease second = take();
  EXPECT_EQ(global(*second), "nil");
  ASSERT_TRUE(shared_.copyInto(*second));
  EXPECT_EQ(global(*second), "seen by all");
  EXPECT_EQ(second->memoryPeak(), peak);
}

TEST_F(SharedContextTest, GivesNothingToAnotherSlot) {
  VmLease first = take();
  setGlobal(*first, "seen by all");
  shared_.keep(*first);
  VmLease second = take();
  EXPECT_FALSE(shared_.copyInto(*second));
  EXPECT_EQ(global(*second), "nil");
}

TEST_F(SharedContextTest, KeepsNothingThatIsLargerThanTheSlot) {
  {
    VmLease first = take();
    setGlobal(*first, std::string(100'000, 'x'));
    shared_.keep(*first);
  }
  VmLease second = take();
  EXPECT_FALSE(shared_.copyInto(*second));
}

TEST_F(SharedContextTest, WhatIsFreeInTheCopyCanBeTakenAgain) {
  {
    VmLease first = take();
    for (int i = 0; i < 200; i++) setGlobal(*first, std::string(40, static_cast<char>('a' + i % 20)) + std::to_string(i));
    lua_gc(first->state(), LUA_GCCOLLECT);
    setGlobal(*first, "kept");
    shared_.keep(*first);
  }
  VmLease second = take();
  ASSERT_TRUE(shared_.copyInto(*second));
  for (int i = 0; i < 200; i++) setGlobal(*second, std::string(40, 'z') + std::to_string(i));
  EXPECT_EQ(global(*second), std::string(40, 'z') + "199");
}

}  // namespace
}  // namespace sluice::sandbox
