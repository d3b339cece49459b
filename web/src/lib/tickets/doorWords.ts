/** When the doors open, in words that need no other line beside them: `19:30 CEST, Saturday 3 October`. No IO. */
import type { FashionEvent } from '@fashionista/domain/event';
import { getLocale } from '#lib/paraglide/runtime.js';
import { formatDate, formatZone } from '#lib/ui/formatDate.ts';

export function doorWords({ doorsAt, timeZone }: Pick<FashionEvent, 'doorsAt' | 'timeZone'>): string {
  const locale = getLocale();
  const part = (shape: 'time' | 'weekdayAndDay') => formatDate(doorsAt, shape, timeZone, locale);
  return `${part('time')} ${formatZone(doorsAt, timeZone, locale)}, ${part('weekdayAndDay')}`;
}
