import { createAuthMiddleware } from "@better-auth/core/api";

import { signedIn, type AuthCall } from "./auth-call.ts";
import type { Lane, LaneTools } from "./lane.ts";
import { forbidden } from "./refusal.ts";

/** `before_signout`: in front of the endpoint, because a session that better-auth fails to delete counts as deleted. */
export function signOutLane(tools: LaneTools): Lane {
  return {
    before: [
      {
        matcher: ({ path }) => path === "/sign-out" && tools.runner.wants("before_signout"),
        handler: createAuthMiddleware((call) => beforeSignOut(call, tools)),
      },
    ],
  };
}

async function beforeSignOut(call: AuthCall, { runner, parts }: LaneTools): Promise<void> {
  const found = await signedIn(call);
  if (!found) return;
  const { refusal } = await runner.decide("before_signout", call, () => ({
    user: parts.user(found.user),
    session: parts.session(found.session),
    request: parts.request(call),
  }));
  if (refusal) throw forbidden(refusal);
}
