import { answer } from "./request.js";

addEventListener("fetch", (event) => {
  const { request, respondWith } = event as unknown as FetchEvent;
  respondWith.call(event, answer(request));
});

interface FetchEvent {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}
