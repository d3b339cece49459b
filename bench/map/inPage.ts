/**
 * What `map` runs inside a page, by the page's own clock. Each function is sent to the page as its source, so it uses
 * nothing from outside itself. IO: the page's document.
 */

/** As much of a browser's globals as is used here; the project's other code outside web/ runs on Node. */
interface PageElement {
  click: () => void;
  textContent: string | null;
}
declare const document: { querySelector: (selector: string) => PageElement | null };
declare const requestAnimationFrame: (callback: (atMs: number) => void) => void;
declare const MutationObserver: new (callback: () => void) => {
  observe: (target: unknown, options: Record<string, boolean>) => void;
  disconnect: () => void;
};
declare const ReadableStreamDefaultReader: {
  prototype: { read: (this: unknown) => Promise<unknown> };
};
declare global {
  /** When bytes of a stream last arrived: Firestore's listeners read streams. */
  var bytesArrivedAtMs: number;
  /** When each frame began, since it was asked to count. */
  var frameTimesMs: number[];
  var isCountingFrames: boolean;
}

/** Notes when bytes arrive. Runs before the page's own scripts. */
export function watchArrivals(): void {
  const { read } = ReadableStreamDefaultReader.prototype;
  ReadableStreamDefaultReader.prototype.read = function () {
    return read.call(this).then((chunk) => {
      globalThis.bytesArrivedAtMs = performance.now();
      return chunk;
    });
  };
}

/** Follows a link whose data is there already; milliseconds until `drawn` is in the page and two frames have begun. */
export function timeDrawing({ link, drawn }: { link: string; drawn: string }): Promise<number> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`${drawn} was not drawn in time`)), 20_000);
    const found = document.querySelector(link);
    if (!found) throw new Error(`there is no ${link}`);
    const startedAtMs = performance.now();
    const changes = new MutationObserver(() => {
      if (!document.querySelector(drawn)) return;
      changes.disconnect();
      clearTimeout(late);
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - startedAtMs)));
    });
    changes.observe(document, { childList: true, subtree: true });
    found.click();
  });
}

export interface ChangeTimes {
  /** From the bytes' arrival until the page's document was changed. */
  changedMs: number;
  /** From the beginning of the next frame until it was handed on to be shown. */
  paintedMs: number;
  /** Both, and the wait for the frame between them. */
  wholeMs: number;
}

/** Not a promise itself: whoever asks gets it at once, and knows that the watching has begun. */
export function noteChange(selector: string): { times: Promise<ChangeTimes> } {
  const watched = document.querySelector(selector);
  if (!watched) throw new Error(`there is no ${selector}`);
  const times = new Promise<ChangeTimes>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('no change was drawn in time')), 10_000);
    const changes = new MutationObserver(() => {
      changes.disconnect();
      clearTimeout(late);
      const arrivedAtMs = globalThis.bytesArrivedAtMs;
      const changedAtMs = performance.now();
      requestAnimationFrame(() => {
        const frameAtMs = performance.now();
        // A frame's callbacks run just before it is painted, and a task that they begin comes just after.
        setTimeout(() => {
          const paintedAtMs = performance.now();
          resolve({
            changedMs: changedAtMs - arrivedAtMs,
            paintedMs: paintedAtMs - frameAtMs,
            wholeMs: paintedAtMs - arrivedAtMs,
          });
        }, 0);
      });
    });
    changes.observe(watched, { childList: true, subtree: true, characterData: true, attributes: true });
  });
  times.catch(() => undefined);
  return { times };
}

export function countFrames(): void {
  globalThis.frameTimesMs = [];
  globalThis.isCountingFrames = true;
  const count = (atMs: number) => {
    if (!globalThis.isCountingFrames) return;
    globalThis.frameTimesMs.push(atMs);
    requestAnimationFrame(count);
  };
  requestAnimationFrame(count);
}

export function readFrames(): number[] {
  globalThis.isCountingFrames = false;
  return globalThis.frameTimesMs;
}

export const readScroll = ({ scrollLeft }: { scrollLeft?: number }): number => scrollLeft ?? 0;
