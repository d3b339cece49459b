/**
 * Counts how often the page's colours changed: what is drawn on a canvas does not follow them by itself. Ends with the
 * component that asked. IO: the document.
 */
export function themeChanges(): { readonly count: number } {
  let count = $state(0);
  $effect(() => {
    const note = () => (count += 1);
    const ends = new AbortController();
    for (const query of ['(prefers-color-scheme: dark)', '(forced-colors: active)'])
      matchMedia(query).addEventListener('change', note, { signal: ends.signal });
    const chosen = new MutationObserver(note);
    chosen.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    return () => {
      ends.abort();
      chosen.disconnect();
    };
  });
  return {
    get count() {
      return count;
    },
  };
}
