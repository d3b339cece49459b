/**
 * One request id for one wish: sent again after an answer that was lost it is the same, so that nothing is done twice; changed,
 * it is another. A form that is done with goes, and its intent with it. IO: randomness.
 */
import type { RequestId } from '@fashionista/domain/ids';
import { newRequestId } from './api.ts';

export class Intent {
  #wish: string | undefined;
  #requestId = newRequestId();

  /** For this body: the last one's id, where it is that body still. */
  idOf(body: object): RequestId {
    const wish = JSON.stringify(body);
    if (wish !== this.#wish) this.#requestId = newRequestId();
    this.#wish = wish;
    return this.#requestId;
  }
}
