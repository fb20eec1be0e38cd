import { findLabAtWork, showLabAtWork } from "./lab-at-work.ts";
import type { ToWorker } from "./messages.ts";

/**
 * A new version waits, complete, beside the one in use. The page offers it and changes over when the reader says so and no lab is at
 * work in any page; other pages stay as they are and say that there is a newer one.
 */
export function offerUpdates({
  registration,
  hadWorker,
}: {
  readonly registration: ServiceWorkerRegistration;
  readonly hadWorker: boolean;
}): void {
  const place = document.querySelector<HTMLElement>("[data-update]");
  const words = place?.querySelector<HTMLElement>("[data-update-words]");
  if (!place || !words) return;
  showLabAtWork();
  let mayReload = false;
  let isDone = false;

  const say = (kind: "offer" | "here" | "elsewhere" | "done") => {
    words.textContent = place.dataset[kind] ?? "";
    place.hidden = false;
  };
  const offer = () => {
    if (registration.waiting !== null && navigator.serviceWorker.controller !== null) say("offer");
  };
  const accept = async () => {
    const atWork = await findLabAtWork();
    if (isDone) {
      if (atWork === "here") say("here");
      else location.reload();
    } else if (atWork !== undefined) say(atWork);
    else {
      mayReload = true;
      const message: ToWorker = { kind: "accept-update" };
      if (registration.waiting === null) location.reload();
      else registration.waiting.postMessage(message);
    }
  };

  place.querySelector("[data-update-accept]")?.addEventListener("click", () => void accept());
  place.querySelector("[data-update-later]")?.addEventListener("click", () => {
    place.hidden = true;
  });
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", offer));
  registration.installing?.addEventListener("statechange", offer);
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (!hadWorker && !mayReload) return;
    if (mayReload) return location.reload();
    isDone = true;
    say("done");
  });
  offer();
}
