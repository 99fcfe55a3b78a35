import { Session } from "../data/remote/session.ts";

/** The token of the admin home, for this tab. */
export const adminSession = new Session();
