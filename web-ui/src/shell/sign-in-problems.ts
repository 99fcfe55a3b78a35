import { isActor, isToken } from "../data/remote/session.ts";

/** What keeps somebody from signing in, by field. */
export interface SignInProblems {
  readonly token?: string | undefined;
  readonly actor?: string | undefined;
}

/** What keeps a token or a name from being sent. */
export function problemsOf(token: string, actor: string): SignInProblems {
  return {
    ...(token === "" && { token: "Paste a token." }),
    ...(token !== "" &&
      !isToken(token) && { token: "A token has no spaces and no letters beyond ASCII, up to 512 characters." }),
    ...(actor !== "" && !isActor(actor) && { actor: "Use letters, digits and signs of ASCII, up to 128 characters." }),
  };
}
