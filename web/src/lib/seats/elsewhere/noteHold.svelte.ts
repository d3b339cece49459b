/**
 * Keeps this browser's note of a hold in step with the hold: kept while it stands, dropped when it ends. Call it as a component is
 * made; it ends with the component. IO: localStorage.
 */
import type { FashionEvent } from '@fashionista/domain/event';
import type { ServerClock } from '#lib/platform/clock.ts';
import type { HoldState } from '../holdState.svelte.ts';
import { dropHeldNote, keepHeldNote } from './heldNotes.ts';

export function noteHold(
  { eventId, slug, title }: Pick<FashionEvent, 'eventId' | 'slug' | 'title'>,
  hold: HoldState,
  clock: ServerClock,
): void {
  // What was never seen here is not this browser's to forget: it may be on its way, as a guest's is into an account.
  let wasHeld = false;
  $effect(() => {
    const { phase, expiresAt } = hold;
    const nowMs = Date.now();
    if (expiresAt !== null && phase !== 'empty') {
      wasHeld = true;
      keepHeldNote({ eventId, slug, title, untilMs: nowMs + clock.msUntil(expiresAt) }, nowMs);
    } else if (wasHeld) dropHeldNote(eventId, nowMs);
  });
}
