import fengari from "fengari";
import type { Json, JsonObject, Scenario, Script } from "../scenarios/scenario.ts";
import { FetchStub } from "./fetch-stub.ts";
import { inProcess, type Peer } from "./peer.ts";
import { fetchedAnswer, runPipeline, type ScriptAnswer } from "./pipeline.ts";

const { lua, lauxlib, lualib, to_luastring: luaText, to_jsstring: jsText } = fengari;

type State = fengari.State;

const defaultInstructions = 50_000;

/** fengari: Lua 5.3 written in JavaScript. */
export const fengariPeer: Peer = {
  name: "fengari",
  description:
    "fengari 0.1.5 (Lua 5.3 in JavaScript), a new state for each script run, a count hook in JavaScript, context and " +
    "answer copied value by value; no trace",
  cannot: () => undefined,
  async prepare(scenario) {
    const stub = new FetchStub(scenario);
    return inProcess(scenario, () =>
      runPipeline(scenario, (script, context) => runScript(script, context, stub, scenario)),
    );
  },
};

async function runScript(
  script: Script,
  context: JsonObject,
  stub: FetchStub,
  { instructions = defaultInstructions }: Scenario,
): Promise<ScriptAnswer | undefined> {
  const state = lauxlib.luaL_newstate();
  lualib.luaL_openlibs(state);
  push(state, context);
  lua.lua_setglobal(state, luaText("context"));
  addHelpers(state);
  const thread = lua.lua_newthread(state);
  const hook = (hooked: State): void => {
    lauxlib.luaL_error(hooked, luaText("instruction limit"));
  };
  lua.lua_sethook(thread, hook, lua.LUA_MASKCOUNT, instructions);
  if (lauxlib.luaL_loadstring(thread, luaText(script.lua)) !== lua.LUA_OK) throw failure(thread);
  let given = 0;
  for (;;) {
    const status = lua.lua_resume(thread, state, given);
    if (status === lua.LUA_OK) break;
    if (status !== lua.LUA_YIELD) throw failure(thread);
    const url = jsText(lua.lua_tostring(thread, -1));
    lua.lua_settop(thread, 0);
    push(thread, await fetchedAnswer(await stub.fetch(url)));
    given = 1;
  }
  const answer = read(thread, -1) as unknown as ScriptAnswer | undefined;
  lua.lua_close(state);
  return answer;
}

/** helpers.fetch yields its URL and is resumed with the answer; `await` gives back what it is given. */
function addHelpers(state: State): void {
  lua.lua_newtable(state);
  lua.lua_pushcfunction(state, (caller) => lua.lua_yield(caller, 1));
  lua.lua_setfield(state, -2, luaText("fetch"));
  lua.lua_setglobal(state, luaText("helpers"));
  lua.lua_pushcfunction(state, () => 1);
  lua.lua_setglobal(state, luaText("await"));
}

function failure(state: State): Error {
  return new Error(jsText(lua.lua_tostring(state, -1)));
}

function push(state: State, value: Json): void {
  if (value === null) lua.lua_pushnil(state);
  else if (typeof value === "boolean") lua.lua_pushboolean(state, value);
  else if (typeof value === "string") lua.lua_pushstring(state, luaText(value));
  else if (typeof value === "number") pushNumber(state, value);
  else if (Array.isArray(value)) pushArray(state, value);
  else pushObject(state, value);
}

/** fengari's integers have 32 bits. */
function pushNumber(state: State, value: number): void {
  if (value === (value | 0)) lua.lua_pushinteger(state, value);
  else lua.lua_pushnumber(state, value);
}

function pushArray(state: State, items: readonly Json[]): void {
  lua.lua_createtable(state, items.length, 0);
  for (const [index, item] of items.entries()) {
    push(state, item);
    lua.lua_rawseti(state, -2, index + 1);
  }
}

function pushObject(state: State, members: JsonObject): void {
  lua.lua_createtable(state, 0, 0);
  for (const [name, member] of Object.entries(members)) {
    push(state, member);
    lua.lua_setfield(state, -2, luaText(name));
  }
}

function read(state: State, index: number): Json | undefined {
  switch (lua.lua_type(state, index)) {
    case lua.LUA_TBOOLEAN:
      return lua.lua_toboolean(state, index);
    case lua.LUA_TNUMBER:
      return lua.lua_tonumber(state, index);
    case lua.LUA_TSTRING:
      return jsText(lua.lua_tostring(state, index));
    case lua.LUA_TTABLE:
      return readTable(state, lua.lua_absindex(state, index));
    default:
      return undefined;
  }
}

function readTable(state: State, index: number): Json {
  const length = lua.lua_rawlen(state, index);
  const members: JsonObject = {};
  const items: Json[] = [];
  lua.lua_pushnil(state);
  while (lua.lua_next(state, index) !== 0) {
    const value = read(state, -1) ?? null;
    if (length > 0) items[lua.lua_tointeger(state, -2) - 1] = value;
    else members[jsText(lua.lua_tostring(state, -2))] = value;
    lua.lua_pop(state, 1);
  }
  return length > 0 ? items : members;
}
