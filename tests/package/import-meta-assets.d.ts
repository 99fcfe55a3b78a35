/** The plugin has types, but its exports do not name them. */
declare module "@web/rollup-plugin-import-meta-assets" {
  export function importMetaAssets(): import("rollup").Plugin;
}
