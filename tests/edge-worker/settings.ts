/** Tokens and keys of the worker under test. */
export const triggerToken = "trigger-token-of-the-worker-under-test";
export const readToken = "read-token-of-the-worker-under-test";
export const keys = [
  { id: "new", key: "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=" },
  { id: "old", key: "Hx4dHBsaGRgXFhUUExIREA8ODQwLCgkIBwYFBAMCAQA=" },
];
