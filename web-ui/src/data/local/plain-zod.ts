import { config } from "zod/mini";

// zod makes code of text where it can, and finds out by trying. The policy forbids it, and the browser tells of the try.
config({ jitless: true });
