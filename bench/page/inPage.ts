/**
 * What a page tells of its own loading, by the browser's performance timeline. Each function is sent to the page as its
 * source, so it uses nothing from outside itself. IO: the page's document.
 */

/** As much of a browser's globals as is used here; the project's other code outside web/ runs on Node. */
interface Timed {
  name: string;
  startTime: number;
  initiatorType: string;
  domContentLoadedEventEnd: number;
}
declare const performance: { getEntriesByType: (type: 'navigation' | 'resource') => Timed[] };
declare const PerformanceObserver: new (hear: (list: { getEntries: () => Timed[] }) => void) => {
  observe: (of: { type: 'largest-contentful-paint'; buffered: true }) => void;
};
declare const document: { querySelectorAll: (selector: string) => Iterable<{ textContent: string }> };

export interface AskedScript {
  url: string;
  /** From the page's own beginning. */
  askedAtMs: number;
}

export interface PageLoading {
  /** Scripts with an address, in the order in which they were asked for. */
  scripts: AskedScript[];
  /** What the page has written into it, as one text. */
  inline: string;
}

/** Settles with the largest paint until now, or when the document was parsed: whichever was later. Milliseconds. */
export function readReadableAt(): Promise<number> {
  const [navigation] = performance.getEntriesByType('navigation');
  const parsedAt = navigation?.domContentLoadedEventEnd ?? 0;
  return new Promise((resolve) => {
    new PerformanceObserver((list) =>
      resolve(Math.max(parsedAt, list.getEntries().at(-1)?.startTime ?? 0)),
    ).observe({ type: 'largest-contentful-paint', buffered: true });
  });
}

export function readLoading(): PageLoading {
  const resources = performance.getEntriesByType('resource');
  const isScript = ({ name, initiatorType }: Timed) =>
    initiatorType === 'script' || new URL(name).pathname.endsWith('.js');
  return {
    scripts: resources
      .filter(isScript)
      .map(({ name, startTime }) => ({ url: name, askedAtMs: Math.round(startTime) })),
    inline: [...document.querySelectorAll('script:not([src])')]
      .map(({ textContent }) => textContent)
      .join('\n'),
  };
}
