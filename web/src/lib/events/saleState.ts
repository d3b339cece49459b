/** What an event page says about its sale. The server decides at the action; this only chooses the words. No IO. */
import { checkSaleOpen } from '@fashionista/domain/event';
import type { FashionEvent } from '@fashionista/domain/event';

export type SaleState = 'open' | 'cancelled' | 'begun' | 'ended';

export function readSaleState(event: FashionEvent, now: Date): SaleState {
  if (event.state === 'cancelled') return 'cancelled';
  if (now >= event.endsAt) return 'ended';
  return checkSaleOpen(event, now).ok ? 'open' : 'begun';
}
