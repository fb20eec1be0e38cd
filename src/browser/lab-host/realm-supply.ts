import { type FrameLink, linkFrame, type Realm } from "./frame-link.ts";

/** A frame that does not answer for so long while it has nothing to do has lost its process. */
const heartbeatMs = 1_000;

export type RealmSupply = {
  readonly frameArrived: (port: MessagePort) => void;
  /** A realm that waits for work, the next one being prepared behind it. */
  readonly take: () => Promise<TakenRealm>;
  readonly warm: () => Promise<void>;
};

export type TakenRealm = Realm & {
  /** Tells whether the frame's process is gone, and if so asks for a new frame. */
  readonly frameIsGone: () => Promise<boolean>;
  /** Gives up the whole frame: in Chromium a worker that is ended while it loops goes on for two seconds and leaves its memory behind. */
  readonly giveUpFrame: () => void;
};

type Standing = { readonly link: FrameLink; spare: Realm };

export function createRealmSupply(askForFrame: () => void): RealmSupply {
  let standing: Promise<Standing> | undefined;
  let arrive: (port: MessagePort) => void = () => {};

  const stand = (): Promise<Standing> => {
    standing ??= new Promise((resolve) => {
      arrive = (port) => {
        const link = linkFrame(port);
        resolve({ link, spare: link.startRealm() });
      };
      askForFrame();
    });
    return standing;
  };
  const giveUp = async (link: FrameLink): Promise<void> => {
    if (standing === undefined || (await standing).link !== link) return;
    standing = undefined;
    void stand();
  };
  const frameIsGone = async (link: FrameLink): Promise<boolean> => {
    if (await link.answers(heartbeatMs)) return false;
    await giveUp(link);
    return true;
  };
  const take = async (attempt: number): Promise<TakenRealm> => {
    const place = await stand();
    const realm = place.spare;
    try {
      await realm.ready;
    } catch (error) {
      // The spare died with its frame while nobody ran anything: once more with a new one.
      if (attempt > 0) throw error;
      if (!(await frameIsGone(place.link))) place.spare = place.link.startRealm();
      return take(attempt + 1);
    }
    if (place.spare !== realm) return take(attempt);
    place.spare = place.link.startRealm();
    return { ...realm, frameIsGone: () => frameIsGone(place.link), giveUpFrame: () => void giveUp(place.link) };
  };
  return {
    frameArrived: (port) => arrive(port),
    take: () => take(0),
    warm: async () => (await stand()).spare.ready,
  };
}
