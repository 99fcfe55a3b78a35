import { json } from "../forms/traces.ts";
import { openApiDocument } from "../http/open-api.ts";
import { route, type Route } from "../http/route.ts";

/** The route that answers the document of `documented`. */
export function documentRoutes(documented: readonly Route[]): readonly Route[] {
  let document: object | undefined;
  return [
    route({
      id: "getDocument",
      method: "GET",
      path: "/v1/openapi.json",
      role: null,
      tag: "Maintenance",
      summary: "This document.",
      answer: { description: "OpenAPI 3.1.", form: json },
      // Made when it is asked for first: most processes never are.
      handle: async () => (document ??= openApiDocument(documented)),
    }),
  ];
}
