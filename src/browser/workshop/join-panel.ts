import { build } from "#browser/dom/build.ts";
import { callServer } from "#browser/server/call-server.ts";
import type { Workshop } from "#contract/api/workshops.ts";
import type { WorkshopPage } from "./workshop-words.ts";

/** Address, code and QR code, as large as a projector wants them. */
export async function joinPanel({ say }: WorkshopPage, { id, code }: Workshop): Promise<HTMLElement> {
  const params = { workshopId: id };
  const { addresses } = await callServer("get", "/api/workshops/{workshopId}/addresses", { params });
  const [first, ...others] = addresses;
  const spelled = build("strong", { className: "code" }, [code]);
  const parts: HTMLElement[] = [];
  if (first !== undefined) {
    const { host } = new URL(first.url);
    const picture = build("img", {
      className: "qr",
      attributes: { alt: say("workshop.qr"), src: `data:image/svg+xml,${encodeURIComponent(first.qrSvg)}` },
    });
    parts.push(
      picture,
      build("p", {}, [say("workshop.join-at"), " ", build("strong", { className: "host" }, [host])]),
      build("p", {}, [say("workshop.join-code"), " ", spelled]),
    );
  } else parts.push(build("p", {}, [say("workshop.join-code"), " ", spelled]));
  if (others.length > 0)
    parts.push(
      build("details", {}, [
        build("summary", {}, [say("workshop.other-address")]),
        build(
          "ul",
          {},
          others.map(({ url }) => build("li", {}, [new URL(url).host])),
        ),
      ]),
    );
  return build("section", { className: "panel join" }, parts);
}
