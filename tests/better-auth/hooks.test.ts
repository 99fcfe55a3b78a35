import { openDatabase } from "./database.ts";
import { defineHookSuites } from "./define-hooks.ts";

defineHookSuites(openDatabase);
