import { useMutation, useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import type { DeleteSecretOptions, SecretOptions, SetSecretOptions } from "sluice";

import { useWorkspace } from "../home.tsx";
import { keys } from "./keys.ts";

/** All secrets by name, never their values. */
export function useSecrets() {
  const { control } = useWorkspace();
  return useQuery({ queryKey: keys.secrets, queryFn: () => control.secrets.list() });
}

/** Seals a value as a new version: makes a secret, or rotates the one of that name. */
export function useSetSecret() {
  const { control } = useWorkspace();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ name, value, ...options }: SetSecretOptions & { readonly name: string; readonly value: string }) =>
      control.secrets.set(name, value, options),
    onSettled: () => forgetSecrets(client),
    // The value is one of the variables, which the cache would keep.
    gcTime: 0,
  });
}

/** Changes where a secret may be sent. */
export function useBindSecret() {
  const { control } = useWorkspace();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ name, hosts, ...options }: SecretOptions & { readonly name: string; readonly hosts: string[] }) =>
      control.secrets.bind(name, hosts, options),
    onSettled: () => forgetSecrets(client),
  });
}

/** Refused as a conflict, with all users as `problems`, while something names it and `force` is not set. */
export function useDeleteSecret() {
  const { control } = useWorkspace();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ name, ...options }: DeleteSecretOptions & { readonly name: string }) =>
      control.secrets.delete(name, options),
    onSettled: () => forgetSecrets(client),
  });
}

/** Puts everything that was sealed or signed under an older key under the first one. */
export function useRewrap() {
  const { control } = useWorkspace();
  const client = useQueryClient();
  return useMutation({ mutationFn: () => control.secrets.rewrap(), onSettled: () => forgetSecrets(client) });
}

async function forgetSecrets(client: QueryClient): Promise<void> {
  const touched = [keys.secrets, keys.pipelines, keys.audit()];
  await Promise.all(touched.map((queryKey) => client.invalidateQueries({ queryKey })));
}
