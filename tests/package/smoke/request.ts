// Workers and edge functions: the checks run in a request, whose query says where the service is.
import { createControl, createEngine } from "sluice";
import { createLanguageServer } from "sluice/language";
import { smoke } from "./smoke.js";

export async function answer(request: Request): Promise<Response> {
  const service = new URL(request.url).searchParams.get("service")!;
  return Response.json(await smoke({ createEngine, createControl, createLanguageServer }, service));
}
