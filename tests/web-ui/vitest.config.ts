import { lezer } from "@lezer/generator/rollup";
import react from "@vitejs/plugin-react";
import { defineProject } from "vitest/config";

/** The web UI's own parts: logic in Node (*.test.ts), components in a DOM without a browser (*.test.tsx says so itself). */
export default defineProject({
  plugins: [react(), lezer()],
  test: {
    name: "web-ui",
    include: ["**/*.test.{ts,tsx}"],
    exclude: ["e2e/**", "**/node_modules/**"],
    testTimeout: 30_000,
  },
});
