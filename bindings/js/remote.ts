/**
 * The control plane of a worker, over its HTTP API: for consoles, command lines and tests that are elsewhere.
 *
 * @module
 */
export { ApiClient, pathOf, type ApiClientOptions, type Credentials, type Sending } from "./remote/api-client.ts";
export { remoteControl } from "./remote/control.ts";
export { ServiceError, type ServiceErrorOptions } from "./remote/service-error.ts";
export { diffLines } from "./control/line-diff.ts";
