// An authenticator for passkeys, as little of one as an assertion takes (Web Authentication, sections 6.1 and 7.2).

/** A P-256 key as COSE has it (RFC 9053, section 7.1.1): kty EC2, alg ES256, crv P-256, x, y. */
function coseKey(x: Uint8Array, y: Uint8Array): Uint8Array {
  return Uint8Array.from([0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32, ...x, 0x22, 0x58, 32, ...y]);
}

export interface Authenticator {
  readonly credentialId: string;
  /** Base64, as the passkey plugin stores it. */
  readonly publicKey: string;
  readonly assert: (challenge: string, origin: string) => Promise<object>;
}

export async function makeAuthenticator(): Promise<Authenticator> {
  const algorithm = { name: "ECDSA", namedCurve: "P-256" };
  const pair = await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const { privateKey, publicKey } = pair as CryptoKeyPair;
  const raw = new Uint8Array((await crypto.subtle.exportKey("raw", publicKey)) as ArrayBuffer);
  const credentialId = base64Url(crypto.getRandomValues(new Uint8Array(16)));
  return {
    credentialId,
    publicKey: base64(coseKey(raw.slice(1, 33), raw.slice(33))),
    assert: async (challenge, origin) => {
      const clientData = new TextEncoder().encode(JSON.stringify({ type: "webauthn.get", challenge, origin }));
      const rpIdHash = await sha256(new TextEncoder().encode(new URL(origin).hostname));
      const authenticatorData = Uint8Array.from([...rpIdHash, 0x05, 0, 0, 0, 1]);
      const signed = Uint8Array.from([...authenticatorData, ...(await sha256(clientData))]);
      const signature = await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, privateKey, signed);
      return {
        id: credentialId,
        rawId: credentialId,
        type: "public-key",
        clientExtensionResults: {},
        response: {
          clientDataJSON: base64Url(clientData),
          authenticatorData: base64Url(authenticatorData),
          signature: base64Url(der(new Uint8Array(signature))),
        },
      };
    },
  };
}

/** Web Crypto's r and s, one after the other, as the sequence of integers that authenticators send. */
function der(signature: Uint8Array): Uint8Array {
  const integer = (bytes: Uint8Array): number[] => {
    const digits = [...bytes];
    while (digits.length > 1 && digits[0] === 0) digits.shift();
    if ((digits[0] ?? 0) > 0x7f) digits.unshift(0);
    return [2, digits.length, ...digits];
  };
  const body = [...integer(signature.slice(0, 32)), ...integer(signature.slice(32))];
  return Uint8Array.from([0x30, body.length, ...body]);
}

async function sha256(bytes: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes as BufferSource));
}

function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

function base64Url(bytes: Uint8Array): string {
  return base64(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
