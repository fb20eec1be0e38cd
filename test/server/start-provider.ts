import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Provider from "oidc-provider";
import type { OidcProvider } from "#server/configuration.ts";

export type Person = { readonly name: string; readonly email?: string; readonly email_verified?: boolean };
export type TestProvider = {
  readonly url: string;
  /** What the server is told about it. */
  configured(id: string): OidcProvider;
  /** Opens it for a server's clients; their ids are those of `configured`. */
  openFor(origin: string, ids: readonly string[]): void;
  close(): Promise<void>;
};

const clientSecret = "only for this test, on this machine";

/** A certified OpenID provider on a free port; whoever signs in there as `login` is `people[login]`. */
export async function startProvider(people: Readonly<Record<string, Person>>): Promise<TestProvider> {
  let answer: ReturnType<Provider["callback"]> | undefined;
  const server = createServer((request, response) => void answer?.(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo; // it listens on a port
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    configured: (id) => ({
      id,
      name: `The ${id}`,
      discoveryUrl: `${url}/.well-known/openid-configuration`,
      clientId: `siklus-${id}`,
      clientSecret,
    }),
    openFor(origin, ids) {
      const provider = new Provider(url, {
        clients: ids.map((id) => ({
          client_id: `siklus-${id}`,
          client_secret: clientSecret,
          redirect_uris: [`${origin}/api/auth/callback/${id}`],
        })),
        claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
        findAccount: (_, login) => {
          const person = people[login];
          return person && { accountId: login, claims: () => ({ sub: login, ...person }) };
        },
        cookies: { keys: ["only for this test"] },
        pkce: { required: () => true },
      });
      answer = provider.callback();
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
