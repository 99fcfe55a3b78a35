// The part of luaparse that the peer uses; the package brings no types.
declare module "luaparse" {
  const luaparse: { parse(code: string, options: { luaVersion: "5.3"; locations: boolean; ranges: boolean }): object };
  export default luaparse;
}
