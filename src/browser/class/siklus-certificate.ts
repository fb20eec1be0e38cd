import { build } from "#browser/dom/build.ts";
import { callServer } from "#browser/server/call-server.ts";
import { ServerError } from "#browser/server/server-error.ts";
import type { Certificate } from "#contract/api/gradebook.ts";
import { fill } from "#i18n/fill.ts";
import type { Language } from "#i18n/languages.ts";
import type { wordsOf } from "#i18n/t.ts";
import { type CheckWords, checkSignedScore } from "./check-signed-score.ts";

type Words = ReturnType<typeof wordsOf<"certificate" | "server">>;
type Facts = { readonly language: Language; readonly words: Words };
type Say = (key: Extract<keyof Words, `certificate.${string}`>, facts?: Readonly<Record<string, string>>) => string;

/** A certificate for whoever was given its address: the server has checked its own signature before it answers. */
class SiklusCertificate extends HTMLElement {
  #stop = new AbortController();

  connectedCallback(): void {
    const facts = JSON.parse(this.querySelector("script")?.textContent ?? "") as Facts; // by certificate.astro
    const place = this.querySelector<HTMLElement>("[data-part='body']") ?? this;
    const say: Say = (key, values = {}) => fill(facts.words[key], values);
    const tell = (text: string) => place.replaceChildren(build("p", { className: "status" }, [text]));
    const show = async () => {
      const certificateId = location.hash.slice(1);
      if (certificateId === "") return tell(say("certificate.no-number"));
      try {
        const params = { certificateId };
        const certificate = await callServer("get", "/api/certificates/{certificateId}", { params });
        place.replaceChildren(...parts(certificate, { say, language: facts.language }));
      } catch (error) {
        if (!(error instanceof ServerError)) throw error;
        const isUnknown = error.code === "not-found" || error.code === "bad-request";
        tell(isUnknown ? say("certificate.unknown") : facts.words[`server.${error.code}`]);
      }
    };
    this.querySelector("[data-part='check']")?.replaceChildren(checkSignedScore(checkWords(facts)));
    addEventListener("hashchange", () => void show(), { signal: this.#stop.signal });
    void show();
  }

  disconnectedCallback(): void {
    this.#stop.abort();
    this.#stop = new AbortController();
  }
}

function checkWords({ language, words }: Facts): CheckWords {
  const percent = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 });
  const time = new Intl.DateTimeFormat(language, { dateStyle: "long", timeStyle: "short" });
  return {
    title: words["certificate.check-title"],
    about: words["certificate.check-about"],
    field: words["certificate.check-field"],
    button: words["certificate.check-button"],
    unreadable: words["certificate.check-unreadable"],
    isFalse: words["certificate.check-false"],
    error: (code) => words[`server.${code}`],
    genuine: ({ labId, attempt, score, gradedAt }) =>
      fill(words["certificate.check-genuine"], {
        lab: labId,
        attempt: String(attempt),
        score: percent.format(score),
        time: time.format(new Date(gradedAt)),
      }),
  };
}

function parts(certificate: Certificate, { say, language }: { say: Say; language: Language }): Node[] {
  const { learner, course, issuedAt, isRevoked, scores, id, keyId } = certificate;
  const time = new Intl.DateTimeFormat(language, { dateStyle: "long" }).format(new Date(issuedAt));
  const percent = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 });
  const tone = isRevoked ? "bad" : "good";
  const rows = scores.map(({ title, score }) =>
    build("tr", {}, [
      build("th", { attributes: { scope: "row" } }, [title]),
      build("td", { className: "class-number" }, [percent.format(score)]),
    ]),
  );
  const head = build("tr", {}, [
    build("th", { attributes: { scope: "col" } }, [say("certificate.lab")]),
    build("th", { className: "class-number", attributes: { scope: "col" } }, [say("certificate.score")]),
  ]);
  return [
    build("p", { className: "status", attributes: { "data-tone": tone, role: "status" } }, [
      say(isRevoked ? "certificate.revoked" : "certificate.valid"),
    ]),
    build("h2", {}, [learner]),
    build("p", {}, [say("certificate.for", { course, time })]),
    build("table", { className: "class-grid" }, [build("thead", {}, [head]), build("tbody", {}, rows)]),
    build("p", { className: "class-soft" }, [say("certificate.number", { id, key: keyId })]),
  ];
}

customElements.define("siklus-certificate", SiklusCertificate);
