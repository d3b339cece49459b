/**
 * What an event asks of those who come, and what it gives back: structured, so that every language can say it, and the
 * same words never mean two things. No IO.
 */
import type { FashionEvent } from './event.ts';

export interface EventPolicy {
  /** Until how many hours before the doors an admission is refunded; `null`: only if the event is cancelled or moved. */
  refundUntilHours: number | null;
  /** Until how many hours before the doors a place may be exchanged for another; `null`: never. */
  exchangeUntilHours: number | null;
  /** In years; 0: everyone. */
  minimumAge: number;
  /** Younger than this come with an adult; 0: nobody has to. */
  accompaniedUnderAge: number;
  bags: 'any' | 'small' | 'none';
  photography: 'allowed' | 'no-flash' | 'forbidden';
  /** What becomes of those who come after the beginning. */
  lateEntry: 'any-time' | 'between-shows' | 'none';
}

/** What holds where an organizer decided nothing: it promises no money and turns nobody away for their age. */
const usualPolicy: EventPolicy = {
  refundUntilHours: null,
  exchangeUntilHours: null,
  minimumAge: 0,
  accompaniedUnderAge: 16,
  bags: 'small',
  photography: 'no-flash',
  lateEntry: 'between-shows',
};

/** [E3] An event's policy is what its organizer decided, and the usual for all else. */
export const policyOf = ({ policy }: Pick<FashionEvent, 'policy'>): EventPolicy => ({
  ...usualPolicy,
  ...policy,
});
