import * as z from "zod/mini";

const form = 'must be a host name, as "api.example.com" or "*.example.com"';
const name = z.string(form).check(z.regex(/^(\*\.)?([a-z0-9-]{1,63}\.)+[a-z0-9-]{2,63}$/i, form));

/** The hosts a secret may be sent to, in letters of any case. */
export const secretHosts = z.array(name, "must be an array of names");

/** Host names as the core compares them. */
export function lowerCase(hosts: readonly string[]): string[] {
  return hosts.map((host) => host.toLowerCase());
}
