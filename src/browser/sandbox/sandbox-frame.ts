import { frameDocument } from "./frame-document.ts";

export type SandboxFrame = { readonly remove: () => void };

/**
 * Puts a sandbox frame into the page and hands it the code of the learner's worker and a port to the conductor. The frame shares
 * no origin with the page: it has no cookies, no storage, no network, and cannot touch the page.
 */
export function addSandboxFrame({
  workerCode,
  port,
}: {
  readonly workerCode: string;
  readonly port: MessagePort;
}): SandboxFrame {
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-scripts");
  frame.setAttribute("allow", "");
  frame.setAttribute("aria-hidden", "true");
  frame.setAttribute("tabindex", "-1");
  frame.referrerPolicy = "no-referrer";
  frame.title = "Siklus sandbox";
  frame.hidden = true;
  frame.srcdoc = frameDocument;
  frame.addEventListener(
    "load",
    () => {
      // "*": an opaque origin has no name. The frame holds the document written above and nothing else.
      frame.contentWindow?.postMessage(workerCode, "*", [port]);
    },
    { once: true },
  );
  document.body.append(frame);
  return { remove: () => frame.remove() };
}
