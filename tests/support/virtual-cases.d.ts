declare module "virtual:cases" {
  export const cases: readonly import("./case.ts").NamedCase[];
}
