import { loadModel } from "#cloud/models/load-model.ts";
import { createRng } from "#engine/core/random.ts";
import { AwsError } from "./aws-error.ts";
import { openBill } from "./bill.ts";
import { openBlobs } from "./blobs.ts";
import type { Credential } from "./credential.ts";
import { createIds } from "./ids.ts";
import { nextEvent } from "./next-event.ts";
import type { Principal } from "./principal.ts";
import type { AnyEvent, Call, Context, Faults, Permission, Ports, Service } from "./service.ts";
import type { ServiceModel } from "./service-model.ts";
import { accessDenied, unknownOperation } from "./standard-errors.ts";
import { type CloudState, copyOf, emptyState, type ScheduledEvent } from "./state.ts";
import { openTable, type Table } from "./table.ts";
import { refuseWrongAnswer, validateInput } from "./validate.ts";

export type Cloud = {
  /** One request. Throws AwsError, as AWS would answer. */
  readonly send: (request: CloudRequest) => Promise<CloudAnswer>;
  /** Runs what is due until then, in order of time and of making, and sets the clock. */
  readonly advanceTo: (time: number) => Promise<void>;
  readonly now: () => number;
  /** When something will happen next, if anything will. */
  readonly nextEventAt: () => number | undefined;
  readonly snapshot: () => CloudState;
  /** The live state, to be read: for a console, a bill, a credential. */
  readonly state: Readonly<CloudState>;
  readonly credentials: Table<Credential>;
  /** The model of a service that this cloud has. */
  readonly modelOf: (service: string) => Promise<ServiceModel | undefined>;
};

export type CloudRequest = {
  readonly service: string;
  readonly operation: string;
  readonly input: object;
  /** The account itself when left out. */
  readonly principal?: Principal;
  readonly region?: string;
};

export type CloudAnswer = { readonly output: object; readonly requestId: string };

export type CloudOptions = {
  /** Loaders by name: a service is loaded when it is first used. */
  readonly services: Readonly<Record<string, () => Promise<Service>>>;
  /** A snapshot to go on from. */
  readonly state?: CloudState;
  /** For a new cloud: its time, in milliseconds since 1970, its chance and its account. */
  readonly startAt?: number;
  readonly seed?: number;
  readonly accountId?: string;
  readonly ports?: Ports;
  readonly faults?: Faults;
  /** Tests ask for it: an answer that its model forbids is thrown as a plain Error. */
  readonly checkAnswers?: boolean;
};

type Loaded = { readonly service: Service; readonly model: ServiceModel };

/** A cloud of one account. Nothing in it runs by itself: requests are sent, time is advanced. */
export function openCloud({
  services,
  state: given,
  startAt = Date.UTC(2026, 0, 1),
  seed = 1,
  accountId = "111122223333",
  ports = {},
  faults,
  checkAnswers = false,
}: CloudOptions): Cloud {
  const state = given === undefined ? emptyState({ accountId, seed, now: startAt }) : copyOf(given);
  const loading = new Map<string, Promise<Loaded | undefined>>();
  let iam: Loaded | undefined;
  let advancing: Promise<void> = Promise.resolve();
  const credentials = openTable<Credential>(state.tables, "credentials/*");

  const load = (name: string): Promise<Loaded | undefined> => {
    const there = loading.get(name);
    if (there !== undefined) return there;
    const loader = Object.hasOwn(services, name) ? services[name] : undefined;
    const made =
      loader === undefined
        ? Promise.resolve(undefined)
        : Promise.all([loader(), loadModel(name)]).then(([service, model]) => ({ service, model }));
    loading.set(name, made);
    return made;
  };

  const contextOf = ({ loaded, operation, principal, region, requestId }: Doing): Context => {
    const { service, model } = loaded;
    const rng = createRng((Math.imul(state.rngsMade++, 0x9e3779b9) ^ state.seed) | 0);
    const ids = createIds(rng);
    const where = service.scope === "global" ? "*" : region;
    const prefix = service.iamPrefix ?? model.about.signingName;
    const now = (): number => state.now;
    const authorize = (permission: Permission): void => check({ loaded, principal, region, permission });
    return {
      now,
      region,
      accountId: state.accountId,
      service: service.name,
      operation,
      requestId: requestId ?? ids.uuid(),
      principal,
      rng,
      ids,
      model,
      table: (name) => openTable(state.tables, `${service.name}/${where}/${name}`),
      blobs: openBlobs(state.blobs),
      bill: openBill({
        lines: state.bill,
        service: service.name,
        region,
        now,
        nextId: () => String(state.eventsMade++),
      }),
      credentials,
      arn: (resource) => `arn:aws:${prefix}:${service.scope === "global" ? "" : region}:${state.accountId}:${resource}`,
      at: (time, { event, data }) => {
        const made = state.eventsMade++;
        const id = `event-${made}`;
        const at = Math.max(time, state.now);
        state.events.set(id, { id, at, made, service: service.name, region, event, data: copyOf(data), principal });
        return id;
      },
      cancel: (eventId) => {
        state.events.delete(eventId);
      },
      call: async <Output>(call: Call) => {
        const { output } = await run({
          service: call.service,
          operation: call.operation,
          input: call.input,
          region: call.region ?? region,
          principal: call.as === undefined ? principal : roleFor({ loaded, region, as: call.as }),
        });
        return output as Omit<Output, "$metadata">; // the caller names the SDK's output of the operation it names
      },
      authorize,
      assume: (request) => {
        if (iam?.service.guard === undefined)
          throw accessDenied(model, "There is no IAM in this cloud to assume a role of");
        return iam.service.guard.assume(iamContext(iam, region), { ...request, caller: principal, region });
      },
      passRole: ({ roleArn, service: passedTo }) => {
        authorize({ action: "iam:PassRole", resources: [roleArn], conditions: { "iam:PassedToService": [passedTo] } });
        roleFor({ loaded, region, as: { roleArn, service: passedTo } });
      },
      ports,
    };
  };

  const iamContext = (loadedIam: Loaded, region: string): Context =>
    contextOf({ loaded: loadedIam, operation: "guard", principal: { kind: "service", service: "iam" }, region });

  const check = ({
    loaded,
    principal,
    region,
    permission,
  }: {
    readonly loaded: Loaded;
    readonly principal: Principal;
    readonly region: string;
    readonly permission: Permission;
  }): void => {
    if (iam?.service.guard === undefined || principal.kind === "root" || principal.kind === "service") return;
    const denial = iam.service.guard.denialOf(iamContext(iam, region), { principal, permission, region });
    if (denial !== undefined) throw accessDenied(loaded.model, denial);
  };

  const roleFor = ({
    loaded,
    region,
    as,
  }: {
    readonly loaded: Loaded;
    readonly region: string;
    readonly as: { readonly roleArn: string; readonly service: string; readonly sessionName?: string };
  }): Principal => {
    if (iam?.service.guard === undefined) return { kind: "service", service: as.service };
    const { roleArn, service, sessionName = service.slice(0, service.indexOf(".")) } = as;
    const role = iam.service.guard.roleFor(iamContext(iam, region), { roleArn, service, sessionName });
    if (role !== undefined) return role;
    throw new AwsError(
      loaded.model.about.service === "glue" ? "InvalidInputException" : "ValidationException",
      `Could not assume role ${roleArn}. Please ensure that the role exists and allows principal '${service}' to assume the role.`,
      { status: 400 },
    );
  };

  const run = async ({
    service: name,
    operation,
    input,
    principal = { kind: "root" },
    region = "us-east-1",
  }: CloudRequest) => {
    const loaded = await load(name);
    iam ??= await load("iam");
    if (loaded === undefined) {
      throw new AwsError("UnknownOperationException", `The service ${name} is not part of this simulator`, {
        status: 400,
      });
    }
    const { service, model } = loaded;
    const handler = Object.hasOwn(service.operations, operation) ? service.operations[operation] : undefined;
    if (handler === undefined || !Object.hasOwn(model.operations, operation)) throw unknownOperation(model, operation);
    validateInput({ model, operation, input });
    const context = contextOf({ loaded, operation, principal, region });
    const asked = input as never; // validated against the model of this operation, which is what its type was made from
    const prefix = service.iamPrefix ?? model.about.signingName;
    const needed = service.permissions?.[operation]?.(context, asked) ?? [
      { action: `${prefix}:${operation}`, resources: ["*"] },
    ];
    for (const permission of needed) context.authorize(permission);
    const output = await handler(context, asked);
    if (checkAnswers) refuseWrongAnswer({ model, operation, output });
    return { output, requestId: context.requestId };
  };

  const happen = async (event: ScheduledEvent): Promise<void> => {
    const { service: name, region, principal } = event;
    const loaded = await load(name);
    iam ??= await load("iam");
    const handler: AnyEvent | undefined = loaded?.service.events?.[event.event];
    if (loaded === undefined || handler === undefined) throw new Error(`${name} has no event ${event.event}`);
    const context = contextOf({ loaded, operation: event.event, principal, region });
    await handler(context, event.data as never); // the service that made the event made its data
  };

  const advance = async (time: number): Promise<void> => {
    for (let next = nextEvent(state); next !== undefined && next.at <= time; next = nextEvent(state)) {
      state.events.delete(next.id);
      state.now = Math.max(state.now, next.at);
      await happen(next);
    }
    state.now = Math.max(state.now, time);
  };

  return {
    send: async (request) => {
      const { service, operation, principal = { kind: "root" } } = request;
      const fault = faults?.({ service, operation, principal, now: state.now });
      if (fault !== undefined) throw fault;
      return run(request);
    },
    advanceTo: (time) => {
      const run = advancing.then(() => advance(time));
      advancing = run.catch(() => undefined); // whoever asked hears of it; the next advance goes on
      return run;
    },
    now: () => state.now,
    nextEventAt: () => nextEvent(state)?.at,
    snapshot: () => copyOf(state),
    state,
    credentials,
    modelOf: async (name) => (await load(name))?.model,
  };
}

type Doing = {
  readonly loaded: Loaded;
  readonly operation: string;
  readonly principal: Principal;
  readonly region: string;
  readonly requestId?: string;
};
