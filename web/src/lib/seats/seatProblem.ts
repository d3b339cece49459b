/**
 * What may go wrong between a buyer and their seats, as values: each with what the next step needs. The words are the
 * component's. No IO.
 */
import type { AnyPortalError, ErrorCode } from '@fashionista/domain/errors';
import type { OrderId, PlaceId } from '@fashionista/domain/ids';

export type SeatProblem =
  /** Somebody was quicker. `atHold`: the whole wish was refused, and `nearest` replaces it; else only what was lost. */
  | { kind: 'taken'; taken: readonly PlaceId[]; nearest: readonly PlaceId[]; atHold: boolean }
  | { kind: 'leaves-single'; choice: readonly PlaceId[] }
  | { kind: 'limit'; limit: number; has: number }
  | { kind: 'busy'; orderId: OrderId | null }
  | { kind: 'sale-closed' }
  /** `wasTogether`: there may still be places apart. */
  | { kind: 'sold-out'; wasTogether: boolean }
  | { kind: 'expired' }
  /** Nothing is known to have happened; the same request may be sent again. */
  | { kind: 'unreachable' }
  | { kind: 'wait'; seconds: number }
  | { kind: 'other'; code: ErrorCode };

export function readProblem(error: AnyPortalError, wasTogether = false): SeatProblem {
  switch (error.code) {
    case 'seat-taken':
      return {
        kind: 'taken',
        taken: error.details?.taken ?? [],
        nearest: error.details?.nearest ?? [],
        atHold: true,
      };
    case 'leaves-single':
      return { kind: 'leaves-single', choice: error.details?.choice ?? [] };
    case 'limit-reached':
      return { kind: 'limit', limit: error.details?.limit ?? 0, has: error.details?.has ?? 0 };
    case 'hold-busy':
      return { kind: 'busy', orderId: error.details?.orderId ?? null };
    case 'sold-out':
      return { kind: 'sold-out', wasTogether };
    case 'sale-closed':
      return { kind: 'sale-closed' };
    case 'hold-expired':
      return { kind: 'expired' };
    case 'unavailable':
      return { kind: 'unreachable' };
    case 'rate-limited':
      return { kind: 'wait', seconds: error.details?.retryAfterSeconds ?? 1 };
    default:
      return { kind: 'other', code: error.code };
  }
}
