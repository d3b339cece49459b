/**
 * Buttons that are pressed before the app can hear them: a page is shown first and starts after (`afterReading.ts`). Each
 * press is noted, and made again once the app is there. Links and forms need none of this: they work without it.
 * IO: the document.
 */

/** Who presses more often than this presses for want of an answer, not to turn something on and off again. */
const mostPresses = 10;
let pressed: HTMLButtonElement[] = [];
let stop: (() => void) | undefined;

/** Notes presses until {@link repeatPresses}. */
export function notePresses(): void {
  const note = ({ target }: Event) => {
    const button =
      target instanceof Element ? target.closest<HTMLButtonElement>('button[type="button"]') : null;
    if (button && pressed.length < mostPresses) pressed.push(button);
  };
  document.addEventListener('click', note, { capture: true });
  stop = () => document.removeEventListener('click', note, { capture: true });
}

/** The app hears by now. What is no longer in the page is not pressed. */
export function repeatPresses(): void {
  stop?.();
  const missed = pressed;
  pressed = [];
  for (const button of missed) if (button.isConnected) button.click();
}
