/**
 * The only place that turns text into what the browser would run. The pages' policy names this one Trusted Types policy,
 * and it lets through nothing but this app's own built files, as addresses of workers.
 */

/** What TypeScript's DOM types do not have yet, as far as it is used here. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): unknown };
}

const factory = (globalThis as { readonly trustedTypes?: TrustedTypes }).trustedTypes;

const policy = factory?.createPolicy("sluice", { createScriptURL: ownScript });

/** The address, once it is sure that it is a script of this app. Throws a TypeError for every other. */
function ownScript(url: string): string {
  const { href, origin, pathname } = new URL(url, location.href);
  if (origin !== location.origin || !/\.(js|ts)$/.test(pathname))
    throw new TypeError(`${href} is no script of this app`);
  return href;
}

/**
 * Starts a dedicated module worker from what `import url from "./some-worker.ts?worker&url"` gives. Vite's own form,
 * `new Worker(new URL(…))`, passes plain text to the constructor, which the policy refuses.
 */
export function startWorker(url: string, name: string): Worker {
  // Without Trusted Types in the browser the checked text itself is what the constructor takes.
  const trusted = policy ? policy.createScriptURL(url) : ownScript(url);
  return new Worker(trusted as string, { type: "module", name });
}

/** Has the browser keep the app's files, for use without a network. Resolves as soon as it is registered. */
export async function registerServiceWorker(url: string): Promise<void> {
  const trusted = policy ? policy.createScriptURL(url) : ownScript(url);
  await navigator.serviceWorker.register(trusted as string);
}
