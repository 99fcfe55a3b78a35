export { ServiceError, type ServiceErrorOptions } from "sluice/remote";
