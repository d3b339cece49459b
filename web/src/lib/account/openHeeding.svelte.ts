/**
 * Heeds the session of whoever is a member at this page, and takes along what they left as a guest. Called once, by the root
 * layout. IO: through the portal.
 */
import type { Uid } from '@fashionista/domain/ids';
import type { Portal } from '#lib/platform/portal.ts';
import type { GuestJoin } from './join/guestJoin.svelte.ts';

export function openHeeding(portal: Portal, join: GuestJoin): void {
  const uid = $derived(portal.session.user?.isGuest === false ? portal.session.user.uid : undefined);
  $effect(() => {
    if (uid === undefined) return;
    const heeded = uid as Uid;
    void join.run(heeded);
    let isLeft = false;
    let stop: (() => void) | undefined;
    import('./heedSession.ts').then(
      ({ heedSession }) => {
        if (!isLeft) stop = heedSession(portal, heeded);
      },
      // Not loaded: what is over is refused by the rules and by every action all the same.
      () => undefined,
    );
    return () => {
      isLeft = true;
      stop?.();
    };
  });
}
