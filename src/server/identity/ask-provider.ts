import { Refusal } from "#server/http/refusal.ts";
import { type AuthSetting, makeAuth } from "./make-auth.ts";

const patienceMs = 8_000;

/** A better-auth for each provider, made when somebody first comes by it: a provider that hangs holds up nobody else's session. */
export type AskProvider = (id: string, request: Request) => Promise<Response>;

export function createAskProvider(setting: Omit<AuthSetting, "provider">): AskProvider {
  const made = new Map<string, ReturnType<typeof makeAuth>>();
  return async (id, request) => {
    const provider = setting.configuration.oidc.find((one) => one.id === id);
    if (provider === undefined) throw new Refusal("not-found", "no such provider");
    const auth = made.get(id) ?? makeAuth({ ...setting, provider });
    made.set(id, auth);
    const answered = await orNull(auth.handler(request));
    // It waits for the provider's description: the next one starts afresh.
    if (answered === null) made.delete(id);
    if (answered === null || answered.status === 404 || answered.status >= 500)
      throw new Refusal("unavailable", `provider ${id} does not answer`);
    return answered;
  };
}

async function orNull(answer: Promise<Response>): Promise<Response | null> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), patienceMs);
  });
  return Promise.race([answer, patience]).finally(() => clearTimeout(timer));
}
