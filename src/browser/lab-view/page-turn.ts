/** The run that has the page now: one at a time, whichever lab it belongs to. */
type Turn = { readonly stop: () => void; readonly ended: Promise<void> };

let current: Turn | undefined;

/** Takes the page's turn: whoever has it is stopped and waited for. The answer gives the turn back. */
export async function takePageTurn(stop: () => void): Promise<() => void> {
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const before = current;
  const mine: Turn = { stop, ended };
  current = mine;
  before?.stop();
  await before?.ended;
  return () => {
    if (current === mine) current = undefined;
    end();
  };
}
