/**
 * What a page needs of the outside world, made once by the root layout and given through context: who is signed in,
 * the actions, the server's clock, live data, documents of one's own. A class a page, no module singletons: on the server every request has
 * its own, and it does nothing there.
 */
import { createContext } from 'svelte';
import { createApi } from './api.ts';
import type { Api } from './api.ts';
import { ServerClock } from './clock.ts';
import type { WebConfig } from './config.ts';
import { leaveKeptTo } from './keptOwner.ts';
import { LiveStore } from './liveStore.svelte.ts';
import { OwnDocuments } from './ownDocuments.ts';
import { Session } from './session.svelte.ts';
import type { SessionHooks } from './session.svelte.ts';

export interface Portal {
  config: WebConfig;
  session: Session;
  api: Api;
  clock: ServerClock;
  live: LiveStore;
  documents: OwnDocuments;
}

const askAppCheck = async (config: WebConfig): Promise<string> =>
  (await import('./appCheck.ts')).getAppCheckToken(config);

/** `onGuestLeft`: what becomes of whoever was a guest here until somebody signed in. */
export function createPortal(config: WebConfig, onGuestLeft: SessionHooks['onGuestLeft']): Portal {
  const session = new Session(config, { onUser: (user) => leaveKeptTo(user?.uid), onGuestLeft });
  const clock = new ServerClock();
  return {
    config,
    session,
    clock,
    api: createApi({
      getToken: (fresh) => session.getToken(fresh),
      getAppCheckToken: config.appCheck && (() => askAppCheck(config)),
      clock,
    }),
    live: new LiveStore(config),
    documents: new OwnDocuments(config),
  };
}

export const [getPortal, setPortal] = createContext<Portal>();
