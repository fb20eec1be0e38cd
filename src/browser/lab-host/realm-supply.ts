import type { DoorName } from "#contract/doors.ts";
import { type FrameLink, linkFrame, type Realm } from "./frame-link.ts";

/** A frame that does not answer for so long while it has nothing to do has lost its process. */
const heartbeatMs = 1_000;

/** The same while it is to start a realm, which a busy machine may hold up, and a new frame more than one that has answered before. */
const startPatienceMs = { known: 10_000, isNew: 30_000 };

/** After a run the page draws its result; the next realm starts when that is over. */
const breatherMs = 100;

export type RealmSupply = {
  readonly frameArrived: (port: MessagePort) => void;
  /** A realm that waits for work. */
  readonly take: () => Promise<TakenRealm>;
  /** Resolves when a realm waits for work. */
  readonly warm: () => Promise<void>;
  /** Opens these doors in the realm that waits and in those to come. */
  readonly prepare: (doors: readonly DoorName[]) => void;
};

export type TakenRealm = Realm & {
  /** Tells whether the frame's process is gone, and if so asks for a new frame. */
  readonly frameIsGone: () => Promise<boolean>;
  /** Gives up the whole frame: in Chromium a worker that is ended while it loops goes on for two seconds and leaves its memory behind. */
  readonly giveUpFrame: () => void;
};

type Standing = { readonly link: FrameLink; spare: Realm | undefined; hasAnswered: boolean };

/** Keeps one realm warm. It is never started while another one runs, for a start costs more than a small lab's run. */
export function createRealmSupply(askForFrame: () => void): RealmSupply {
  let standing: Promise<Standing> | undefined;
  let arrive: (port: MessagePort) => void = () => {};
  let doors: readonly DoorName[] = [];
  let breather: ReturnType<typeof setTimeout> | undefined;

  const stand = (): Promise<Standing> => {
    standing ??= new Promise((resolve) => {
      arrive = (port) => {
        const place: Standing = { link: linkFrame(port), spare: undefined, hasAnswered: false };
        spareOf(place);
        resolve(place);
      };
      askForFrame();
    });
    return standing;
  };
  const spareOf = (place: Standing): Realm => {
    clearTimeout(breather);
    if (place.spare === undefined) {
      place.spare = place.link.startRealm();
      place.spare.port.post({ kind: "prepare", doors: [...doors] });
    }
    return place.spare;
  };
  const giveUp = async (link: FrameLink): Promise<void> => {
    if (standing === undefined || (await standing).link !== link) return;
    standing = undefined;
    void stand();
  };
  const frameIsGone = async (link: FrameLink, patienceMs = heartbeatMs): Promise<boolean> => {
    if (await link.answers(patienceMs)) return false;
    await giveUp(link);
    return true;
  };
  /** Rejects when the realm or its frame is gone: a frame whose process died before it could start anything says nothing. */
  const isReady = async (place: Standing, realm: Realm): Promise<void> => {
    const gone = async (): Promise<void> => {
      const { known, isNew } = startPatienceMs;
      if (await frameIsGone(place.link, place.hasAnswered ? known : isNew)) throw new Error("the frame is gone");
      return realm.ready;
    };
    await Promise.race([realm.ready, gone()]);
    place.hasAnswered = true;
  };
  const take = async (attempt: number): Promise<TakenRealm> => {
    const place = await stand();
    const realm = spareOf(place);
    try {
      await isReady(place, realm);
    } catch (error) {
      // The spare died with its frame while nobody ran anything: once more with a new one.
      if (attempt > 0) throw error;
      if (place.spare === realm) place.spare = undefined;
      if (standing !== undefined && (await standing) === place) await frameIsGone(place.link);
      return take(attempt + 1);
    }
    if (place.spare !== realm) return take(attempt);
    place.spare = undefined;
    return {
      ...realm,
      end: () => {
        realm.end();
        breather = setTimeout(async () => {
          if (standing !== undefined && (await standing) === place) spareOf(place);
        }, breatherMs);
      },
      frameIsGone: () => frameIsGone(place.link),
      giveUpFrame: () => void giveUp(place.link),
    };
  };
  return {
    frameArrived: (port) => arrive(port),
    take: () => take(0),
    warm: async () => {
      const place = await stand();
      await isReady(place, spareOf(place));
    },
    prepare: (wanted) => {
      if (wanted.every((door) => doors.includes(door)) && doors.length === wanted.length) return;
      doors = wanted;
      void standing?.then(({ spare }) => spare?.port.post({ kind: "prepare", doors: [...doors] }));
    },
  };
}
