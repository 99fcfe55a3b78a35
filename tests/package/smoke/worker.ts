import { answer } from "./request.js";

const worker = { fetch: answer };
export { worker as default };
