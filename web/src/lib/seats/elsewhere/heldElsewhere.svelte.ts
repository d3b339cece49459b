/**
 * The holds of this browser that the open page does not show by itself: all but those of its own event. Call it as the frame is
 * made. IO: localStorage; hears of what other pages note.
 */
import { onMount } from 'svelte';
import { on } from 'svelte/events';
import { afterNavigate } from '$app/navigation';
import { page } from '$app/state';
import { deLocalizeHref } from '#lib/paraglide/runtime.js';
import { heldNotesKey, readHeldNotes } from './heldNotes.ts';
import type { HeldNote } from './heldNotes.ts';

export function watchHeldElsewhere(): { readonly notes: readonly HeldNote[] } {
  let notes = $state.raw<readonly HeldNote[]>([]);
  const path = $derived(`${deLocalizeHref(page.url.pathname)}/`);
  const elsewhere = $derived(notes.filter(({ slug }) => !path.startsWith(`/events/${slug}/`)));
  const read = () => (notes = readHeldNotes(Date.now()));
  afterNavigate(read);
  onMount(() =>
    on(window, 'storage', ({ key }) => {
      if (key === heldNotesKey) read();
    }),
  );
  return {
    get notes() {
      return elsewhere;
    },
  };
}
