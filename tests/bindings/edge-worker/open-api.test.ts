import { Validator } from "@seriousme/openapi-schema-validator";
import { expect, test } from "vitest";
import { openApiDocument } from "../../../edge-worker/src/http/open-api.ts";
import { routes } from "../../../edge-worker/src/routes/index.ts";

test("the document is valid OpenAPI 3.1", async () => {
  const { valid, errors } = await new Validator().validate(JSON.parse(JSON.stringify(openApiDocument(routes))));
  expect(errors).toBeUndefined();
  expect(valid).toBe(true);
});
