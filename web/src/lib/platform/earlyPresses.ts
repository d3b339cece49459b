/**
 * Buttons that were pressed before the app could hear them: a page is shown first and starts after (`afterReading.ts`). The
 * first script of app.html notes each press; once the app is there it is made again. Links and forms need none of this:
 * they work without. IO: the document.
 */

declare global {
  /** Buttons, in the order in which they were pressed; `undefined` once the app hears for itself. */
  var earlyPresses: HTMLButtonElement[] | undefined;
}

/** The app hears by now. What is no longer in the page is not pressed. */
export function repeatPresses(): void {
  const missed = globalThis.earlyPresses ?? [];
  globalThis.earlyPresses = undefined;
  for (const button of missed) if (button.isConnected) button.click();
}
