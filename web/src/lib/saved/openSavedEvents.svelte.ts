/**
 * Makes a page's saved events, gives them through context, and keeps them with whoever is signed in. Called once, by the
 * root layout. IO: through the portal; hears when the connection comes back.
 */
import type { Uid } from '@fashionista/domain/ids';
import { onMount, untrack } from 'svelte';
import type { Portal } from '#lib/platform/portal.ts';
import { SavedEvents, setSavedEvents } from './savedEvents.svelte.ts';
import { browserNotes } from './savedNote.ts';

export function openSavedEvents({ session, live, documents }: Portal): void {
  const saved = setSavedEvents(
    new SavedEvents({ live, documents, notes: browserNotes, ensureUser: () => session.ensureUser() }),
  );
  // Each renewal of a token makes another object of the same user.
  const isKnown = $derived(session.user !== undefined);
  const uid = $derived(session.user?.uid);
  const isGuest = $derived(session.user?.isGuest === true);
  const listensTo = $derived(isKnown && uid !== undefined && saved.isNeeded ? uid : undefined);
  const listening = $derived(listensTo === undefined ? undefined : { uid: listensTo, round: saved.round });

  onMount(() => {
    saved.begin();
    const retry = () => saved.retry();
    addEventListener('online', retry);
    return () => removeEventListener('online', retry);
  });
  $effect(() => {
    if (!isKnown) return;
    const user = uid === undefined ? null : { uid, isGuest };
    untrack(() => saved.belongTo(user));
  });
  $effect(() => {
    if (!listening) return;
    const { uid: followed } = listening;
    return untrack(() => saved.follow(followed as Uid));
  });
}
