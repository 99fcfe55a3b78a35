/** What keeps wrangler quiet, offline and within `stateFolder`. */
export declare function wranglerEnvironment(stateFolder: string): Record<string, string>;
