import { cloudflareKvStore, type KvBinding } from "../../../../bindings/js/stores/cloudflare-kv.ts";
import { d1Store, type D1Binding } from "../../../../bindings/js/stores/d1.ts";
import { runTask, type Task } from "./tasks.ts";

interface Bindings {
  readonly KV: KvBinding;
  readonly DB: D1Binding;
  /** Ends the runtime, and so never answers. */
  readonly END: { fetch(url: string): Promise<unknown> };
}

/** A worker that does tasks (tasks.ts) on the store that its address names. What is to be killed is its workerd. */
export default {
  async fetch(request: Request, { KV, DB, END }: Bindings): Promise<Response> {
    const store = new URL(request.url).pathname === "/kv" ? cloudflareKvStore(KV) : d1Store(DB);
    try {
      const task = (await request.json()) as Task;
      return Response.json((await runTask(store, task, () => END.fetch("http://end/"))) ?? null);
    } catch (error) {
      return new Response(String((error as Error).stack), { status: 500 });
    }
  },
};
