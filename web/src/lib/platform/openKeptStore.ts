/**
 * The kept store of a page, on the page's portal: it opens IndexedDB at its first need, and has the pages themselves kept
 * once there is a ticket. IO: loads code.
 */
import { KeptStore } from './keptStore.svelte.ts';
import { keepOfflinePages } from './offlinePages.ts';
import type { Portal } from './portal.ts';

/** For a page of what somebody owns; its own, as everything that it listens to. */
export const openKeptStore = ({ live, session }: Pick<Portal, 'live' | 'session'>): KeptStore =>
  new KeptStore({
    live,
    session,
    openReadings: async () => (await import('./keptReadings.ts')).openKeptReadings(),
    onOwned: keepOfflinePages,
  });
