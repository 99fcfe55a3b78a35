import { defineHookSuites } from "../better-auth/define-hooks.ts";
import { openDatabase } from "./database.ts";

defineHookSuites(openDatabase);
