/**
 * Where the keyboard goes on once something is done or given up: what had the focus is mostly gone from the page by then.
 * A spot is named where it stands; it takes the focus as soon as it is there and what was changed is shown.
 * IO: the focus of the page.
 */
import type { Attachment } from 'svelte/attachments';

export class FocusReturn<Spot extends string = string> {
  #wanted = $state<Spot>();

  /** The keyboard goes on there: once, and the last that was wanted. */
  to(spot: Spot): void {
    this.#wanted = spot;
  }

  /** For `{@attach}`. What cannot be focused by itself wants a `tabindex`. */
  at(spot: Spot): Attachment<HTMLElement> {
    return (element) => {
      if (this.#wanted !== spot) return;
      this.#wanted = undefined;
      element.focus();
    };
  }
}
