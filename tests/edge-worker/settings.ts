/** Tokens and keys of the worker under test. */
export const triggerToken = "trigger-token-of-the-worker-under-test";
export const readToken = "read-token-of-the-worker-under-test";
export const writeToken = "write-token-of-the-worker-under-test";
export const replayToken = "replay-token-of-the-worker-under-test";
export const adminToken = "admin-token-of-the-worker-under-test";
export const cronSecret = "cron-secret-of-the-worker-under-test";
export const keys = [
  { id: "new", key: "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=" },
  { id: "old", key: "Hx4dHBsaGRgXFhUUExIREA8ODQwLCgkIBwYFBAMCAQA=" },
];

/** The environment that the worker under test has, its store aside. */
export const variables = {
  SLUICE_TRIGGER_TOKEN: triggerToken,
  SLUICE_READ_TOKEN: readToken,
  SLUICE_WRITE_TOKEN: writeToken,
  SLUICE_REPLAY_TOKEN: replayToken,
  SLUICE_ADMIN_TOKEN: adminToken,
  CRON_SECRET: cronSecret,
  SLUICE_SECRET_KEYS: keys.map(({ id, key }) => `${id}:${key}`).join(","),
};
