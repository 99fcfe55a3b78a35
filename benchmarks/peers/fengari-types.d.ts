// The part of fengari that the peer uses; the package brings no types.
declare module "fengari" {
  namespace fengari {
    type State = object;
    type Text = Uint8Array;
    type NativeFunction = (state: State) => number;
  }
  const fengari: {
    lua: {
      LUA_OK: number;
      LUA_YIELD: number;
      LUA_MASKCOUNT: number;
      LUA_TBOOLEAN: number;
      LUA_TNUMBER: number;
      LUA_TSTRING: number;
      LUA_TTABLE: number;
      lua_absindex(state: fengari.State, index: number): number;
      lua_close(state: fengari.State): void;
      lua_createtable(state: fengari.State, items: number, members: number): void;
      lua_newtable(state: fengari.State): void;
      lua_newthread(state: fengari.State): fengari.State;
      lua_next(state: fengari.State, index: number): number;
      lua_pop(state: fengari.State, count: number): void;
      lua_pushboolean(state: fengari.State, value: boolean): void;
      lua_pushcfunction(state: fengari.State, value: fengari.NativeFunction): void;
      lua_pushinteger(state: fengari.State, value: number): void;
      lua_pushnil(state: fengari.State): void;
      lua_pushnumber(state: fengari.State, value: number): void;
      lua_pushstring(state: fengari.State, value: fengari.Text): void;
      lua_rawlen(state: fengari.State, index: number): number;
      lua_rawseti(state: fengari.State, index: number, key: number): void;
      lua_resume(thread: fengari.State, from: fengari.State, given: number): number;
      lua_setfield(state: fengari.State, index: number, name: fengari.Text): void;
      lua_setglobal(state: fengari.State, name: fengari.Text): void;
      lua_sethook(state: fengari.State, hook: (state: fengari.State) => void, mask: number, count: number): void;
      lua_settop(state: fengari.State, index: number): void;
      lua_toboolean(state: fengari.State, index: number): boolean;
      lua_tointeger(state: fengari.State, index: number): number;
      lua_tonumber(state: fengari.State, index: number): number;
      lua_tostring(state: fengari.State, index: number): fengari.Text;
      lua_type(state: fengari.State, index: number): number;
      lua_yield(state: fengari.State, results: number): number;
    };
    lauxlib: {
      luaL_error(state: fengari.State, message: fengari.Text): number;
      luaL_loadstring(state: fengari.State, code: fengari.Text): number;
      luaL_newstate(): fengari.State;
    };
    lualib: { luaL_openlibs(state: fengari.State): void };
    to_luastring(text: string): fengari.Text;
    to_jsstring(text: fengari.Text): string;
  };
  export default fengari;
}
