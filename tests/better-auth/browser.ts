/** An answer, read. */
export interface Answer {
  readonly status: number;
  readonly body: any;
  readonly headers: Headers;
  /** The Location header. */
  readonly location: URL | undefined;
}

export interface Ask {
  readonly body?: unknown;
  readonly form?: Record<string, string>;
  readonly headers?: Record<string, string>;
  readonly method?: string;
}

const base = "http://localhost:3000";

/** Keeps cookies between requests, as a browser does. */
export class Browser {
  readonly #cookies = new Map<string, string>();
  readonly #handle: (request: Request) => Promise<Response>;

  constructor(handle: (request: Request) => Promise<Response>) {
    this.#handle = handle;
  }

  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  get isSignedIn(): boolean {
    return [...this.#cookies.keys()].some((name) => name.includes("session_token"));
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.ask(path, { method: "GET", headers });
  }

  post(path: string, body: unknown = {}, headers: Record<string, string> = {}): Promise<Answer> {
    return this.ask(path, { body, headers });
  }

  async ask(path: string, { body, form, headers = {}, method = "POST" }: Ask): Promise<Answer> {
    const url = path.startsWith("http") ? path : `${base}/api/auth${path}`;
    const sent = form ? new URLSearchParams(form).toString() : body === undefined ? undefined : JSON.stringify(body);
    const type = form ? "application/x-www-form-urlencoded" : "application/json";
    const request = new Request(url, {
      method,
      headers: {
        origin: base,
        "user-agent": "tests",
        "x-forwarded-for": "203.0.113.7",
        ...(this.#cookies.size > 0 && { cookie: this.cookie }),
        ...(sent !== undefined && { "content-type": type }),
        ...headers,
      },
      ...(sent !== undefined && { body: sent }),
      redirect: "manual",
    });
    const response = await this.#handle(request);
    this.#keep(response.headers.getSetCookie());
    const text = await response.text();
    const location = response.headers.get("location");
    return {
      status: response.status,
      body: parsed(text),
      headers: response.headers,
      location: location === null ? undefined : new URL(location, base),
    };
  }

  #keep(cookies: readonly string[]): void {
    for (const cookie of cookies) {
      const [pair = "", ...attributes] = cookie.split(";");
      const at = pair.indexOf("=");
      const name = pair.slice(0, at);
      const ended = attributes.some((each) => /^\s*max-age=0$/i.test(each));
      if (ended) this.#cookies.delete(name);
      else this.#cookies.set(name, pair.slice(at + 1));
    }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
