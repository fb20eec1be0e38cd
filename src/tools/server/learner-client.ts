import type { Submission } from "#contract/api/submissions.ts";

/** A learner as the page speaks for one: patient, and sending again what got no answer. */
export type LearnerClient = {
  readonly nickname: string;
  readonly cookie: string;
  readonly call: <T>(method: "GET" | "POST" | "PUT", path: string, body?: unknown) => Promise<T>;
  readonly submit: (request: { labId: string; labVersion: number; source: string }) => Promise<Submission>;
  /** Waits for the result. */
  readonly graded: (submissionId: string, withinMs: number) => Promise<Submission>;
};

export class ApiRefusal extends Error {
  readonly status: number;
  constructor(status: number, text: string) {
    super(`${status} ${text.slice(0, 300)}`);
    this.status = status;
  }
}

export type Workshop = {
  readonly id: string;
  readonly teacher: LearnerClient;
  readonly learners: readonly LearnerClient[];
};

/** A workshop that an admin opens, with guests in it, for an account each would cost a password hash. */
export async function openWorkshop({
  url,
  firstAdminToken,
  count,
}: {
  readonly url: string;
  readonly firstAdminToken: string;
  readonly count: number;
}): Promise<Workshop> {
  const admin = await signUp(url);
  await admin.call("POST", "/api/first-admin", { token: firstAdminToken });
  const { id, code } = await admin.call<{ id: string; code: string }>("POST", "/api/workshops", {
    title: "Everybody at once",
    labs: ["07-metrics/fish-matrix"],
  });
  const learners: LearnerClient[] = [];
  for (let i = 0; i < count; i++) {
    const answer = await send(url, "POST", "/api/workshops/join", { body: { code, nickname: `learner ${i + 1}` } });
    learners.push(clientWith(url, `learner ${i + 1}`, answer.cookie));
  }
  return { id, teacher: admin, learners };
}

export async function openLearners(options: Parameters<typeof openWorkshop>[0]): Promise<readonly LearnerClient[]> {
  return (await openWorkshop(options)).learners;
}

async function signUp(url: string): Promise<LearnerClient> {
  const body = { name: "Teacher", email: `teacher-${Date.now()}@example.test`, password: "correct horse battery" };
  const { cookie } = await send(url, "POST", "/api/auth/sign-up/email", { body });
  return clientWith(url, "Teacher", cookie);
}

const patienceMs = 60_000;

function clientWith(url: string, nickname: string, cookie: string): LearnerClient {
  const call = async <T>(method: "GET" | "POST" | "PUT", path: string, body?: unknown): Promise<T> => {
    const giveUpAt = performance.now() + patienceMs;
    for (let pauseMs = 100; ; pauseMs = Math.min(2_000, pauseMs * 2)) {
      try {
        return (await send(url, method, path, { cookie, body })).json as T; // the contract's answer to this path
      } catch (error) {
        const isFinal = error instanceof ApiRefusal && error.status < 500;
        if (isFinal || performance.now() > giveUpAt) throw error;
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
    }
  };
  return {
    nickname,
    cookie,
    call,
    submit: async ({ labId, labVersion, source }) => {
      const { token } = await call<{ token: string }>("POST", "/api/attempts", { labId, labVersion });
      return call<Submission>("POST", "/api/submissions", { token, source });
    },
    graded: async (submissionId, withinMs) => {
      const giveUpAt = performance.now() + withinMs;
      for (;;) {
        const found = await call<Submission>("GET", `/api/submissions/${submissionId}?waitMs=20000`);
        if (found.state !== "queued" || performance.now() > giveUpAt) return found;
      }
    },
  };
}

async function send(
  url: string,
  method: string,
  path: string,
  { cookie, body }: { readonly cookie?: string; readonly body?: unknown },
): Promise<{ readonly json: unknown; readonly cookie: string }> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      origin: url,
      ...(cookie === undefined ? {} : { cookie }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(40_000),
  });
  const text = await response.text();
  if (!response.ok) throw new ApiRefusal(response.status, text);
  const set = response.headers.getSetCookie().map((one) => one.split(";")[0]);
  return { json: text === "" ? undefined : JSON.parse(text), cookie: set.join("; ") };
}
