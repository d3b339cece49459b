/**
 * What `live` runs inside a page: it notes when a click happened and when a change was painted, by the page's own clock
 * as wall time (all pages of one machine share it). Each function is sent to the page as its source, so it uses nothing
 * from outside itself. IO: the page's document.
 */

/** As much of a browser's globals as is used here; the project's other code outside web/ runs on Node. */
interface PageElement {
  classList: { contains: (name: string) => boolean };
}
declare const document: { querySelector: (selector: string) => PageElement | null };
declare const addEventListener: (
  type: 'click',
  listener: (click: { timeStamp: number }) => void,
  options: { capture: boolean; once: boolean },
) => void;
declare const requestAnimationFrame: (callback: () => void) => void;
declare const MutationObserver: new (callback: () => void) => {
  observe: (element: PageElement, options: { attributes: boolean }) => void;
  disconnect: () => void;
};

/** Not a promise itself: whoever asks gets it at once, and knows that the watching has begun. */
export interface Noted {
  atMs: Promise<number>;
}

/** When the next click happens, as the browser received it from the mouse. */
export function noteNextClick(): Noted {
  return {
    atMs: new Promise((resolve) =>
      addEventListener('click', ({ timeStamp }) => resolve(performance.timeOrigin + timeStamp), {
        capture: true,
        once: true,
      }),
    ),
  };
}

/** When the seat's mark has become `look`, and the frame with it is painted. Rejects after ten seconds. */
export function noteDrawing({ placeId, look }: { placeId: string; look: string }): Noted {
  const mark = document.querySelector(`[data-place="${placeId}"]`);
  if (!mark) throw new Error(`${placeId} is not on screen`);
  const atMs = new Promise<number>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`${placeId} was not drawn ${look} in time`)), 10_000);
    const changes = new MutationObserver(() => check());
    const check = () => {
      if (!mark.classList.contains(look)) return;
      changes.disconnect();
      clearTimeout(late);
      // A frame's callbacks run just before it is painted, and a task that they begin comes just after.
      requestAnimationFrame(() => {
        setTimeout(() => resolve(performance.timeOrigin + performance.now()), 0);
      });
    };
    changes.observe(mark, { attributes: true });
    check();
  });
  // Whoever waits for it is told; until then nobody does.
  atMs.catch(() => undefined);
  return { atMs };
}

/** How far the page's clock is from the machine's, in milliseconds. */
export const readClockError = (): number => performance.timeOrigin + performance.now() - Date.now();
