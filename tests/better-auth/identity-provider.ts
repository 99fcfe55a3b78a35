import { genericOAuth } from "better-auth/plugins";

/** Signs everybody in as Olga, without a network. `profile`: what else the provider tells of her. */
export function identityProvider(profile: Readonly<Record<string, unknown>> = {}): ReturnType<typeof genericOAuth> {
  return genericOAuth({
    config: [
      {
        providerId: "idp",
        clientId: "tests",
        clientSecret: "tests",
        authorizationUrl: "https://idp.example/authorize",
        tokenUrl: "https://idp.example/token",
        getToken: async () => ({ accessToken: "the-idp-token" }),
        getUserInfo: async () => ({
          id: "7",
          email: "olga@idp.example",
          name: "Olga",
          emailVerified: true,
          ...profile,
        }),
      },
    ],
  });
}
