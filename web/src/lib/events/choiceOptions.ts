/** The calendar's choices as the options of a select, in the reader's words, each with how many events it leaves. No IO. */
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { formatDate } from '#lib/ui/formatDate.ts';
import type { Choice } from './eventFacets.ts';
import { priceSteps } from './eventFilter.ts';

/** `2026-10` as `October 2026`. */
export const nameMonth = (month: string): string =>
  formatDate(new Date(`${month}-15T12:00Z`), 'month', 'UTC', getLocale());

/** What would leave nothing cannot be chosen, unless it is: then it must be seen to be so. */
export const optionsOf = (
  all: string,
  choices: readonly Choice[],
  chosen: string,
  name = (value: string) => value,
) => [
  { value: '', label: all },
  ...choices.map(({ value, count }) => ({
    value,
    label: `${name(value)} (${count})`,
    disabled: count === 0 && value !== chosen,
  })),
];

export const priceOptions = () => [
  { value: '', label: m.events_any_price() },
  ...priceSteps.map((price) => ({ value: String(price), label: m.events_price_up_to({ price }) })),
];
