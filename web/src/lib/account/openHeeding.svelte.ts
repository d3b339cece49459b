/** Heeds the session of whoever is a member at this page. Called once, by the root layout. IO: through the portal. */
import type { Uid } from '@fashionista/domain/ids';
import type { Portal } from '#lib/platform/portal.ts';

export function openHeeding(portal: Portal): void {
  const uid = $derived(portal.session.user?.isGuest === false ? portal.session.user.uid : undefined);
  $effect(() => {
    if (uid === undefined) return;
    const heeded = uid as Uid;
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
