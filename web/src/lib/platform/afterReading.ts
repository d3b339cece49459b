/**
 * When the app starts. A page that the server rendered whole is read, and its links and forms work, before any script is
 * there; so its scripts wait until its picture and fonts are, and share no slow line with them. Which pages those are the
 * server says, by links that only wait to be preloads (hooks.server.ts). A reader who does not wait, does not: the
 * first touch, key or scroll starts the app, and a button that was pressed is heard of late. IO: the document.
 */

/** A picture that takes longer than this does not hold the app up. */
const longestWaitMs = 4_000;
const impatience = ['pointerdown', 'keydown', 'wheel', 'touchstart', 'scroll'] as const;

/** Settles when what was loaded has been drawn, too: in the frame after the next. */
const isDrawn = (): Promise<void> =>
  new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));

function isRead(): Promise<void> {
  const ends = new AbortController();
  const { signal } = ends;
  return new Promise<void>((resolve) => {
    // A page in the background draws nothing: there the longest wait ends it.
    addEventListener('load', () => void isDrawn().then(resolve), { signal });
    for (const type of impatience)
      addEventListener(type, () => resolve(), { signal, passive: true, capture: true });
    setTimeout(resolve, longestWaitMs);
    if (document.readyState === 'complete') void isDrawn().then(resolve);
  }).finally(() => ends.abort());
}

/** Settles when the app may start. Then its scripts are already asked for, all at once. */
export async function afterReading(): Promise<void> {
  const waiting = document.querySelectorAll<HTMLLinkElement>('link[rel="later"]');
  if (waiting.length === 0) return;
  await isRead();
  for (const link of waiting) link.rel = 'modulepreload';
}
