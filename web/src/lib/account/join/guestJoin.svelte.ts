/**
 * Takes what somebody had as a guest along into the account that they signed in to ([J1]), and says how it went. What could not be
 * asked is asked again at the next page. One a page, given through context. IO: through the portal, localStorage.
 */
import type { ActionAnswer } from '@fashionista/domain/actions';
import type { Uid } from '@fashionista/domain/ids';
import { createContext } from 'svelte';
import type { Portal } from '#lib/platform/portal.ts';
import { forgetLeftGuest, readLeftGuest } from './leftGuest.ts';

export type JoinOutcome =
  | { kind: 'joined'; answer: ActionAnswer<'accounts/merge'> }
  /** It is tried again. */
  | { kind: 'later' }
  | { kind: 'refused'; code: string };

export class GuestJoin {
  readonly #api: Portal['api'];
  #outcome = $state.raw<JoinOutcome>();
  #running: Promise<void> | undefined;

  constructor({ api }: Pick<Portal, 'api'>) {
    this.#api = api;
  }

  /** Nothing to say: `undefined`. */
  get outcome(): JoinOutcome | undefined {
    return this.#outcome;
  }
  close(): void {
    this.#outcome = undefined;
  }

  /** For whoever is signed in now; ends at once where no guest was left. */
  run(uid: Uid): Promise<void> {
    this.#running ??= this.#run(uid).finally(() => (this.#running = undefined));
    return this.#running;
  }

  async #run(uid: Uid): Promise<void> {
    const guest = readLeftGuest();
    if (guest?.uid !== uid) return;
    const { guestToken, requestId } = guest;
    const answer = await this.#api.call('accounts/merge', { guestToken }, { requestId });
    if (answer.ok) {
      forgetLeftGuest();
      const { merged, leftOut, pendingOrders } = answer.value;
      const isAnything = Object.values(merged).some((count) => count > 0);
      if (isAnything || leftOut.length > 0 || pendingOrders.length > 0)
        this.#outcome = { kind: 'joined', answer: answer.value };
      return;
    }
    const { code } = answer.error;
    if (code === 'unavailable' || code === 'rate-limited' || code === 'internal')
      this.#outcome = { kind: 'later' };
    else {
      forgetLeftGuest();
      this.#outcome = { kind: 'refused', code };
    }
  }
}

export const [getGuestJoin, setGuestJoin] = createContext<GuestJoin>();
