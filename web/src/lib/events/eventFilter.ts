/**
 * What a reader asks of the calendar, and its form in the address: `?q=&city=&month=2026-10&from=&to=&style=&price=50
 * &free=1&accessible=1`, then how it is looked at: `&view=calendar&page=2`. The address is the only place it is kept, so
 * every view can be shared and Back works. Days are the venue's. No IO.
 */

/** The steps a highest price is asked in: major units of each event's own currency. */
export const priceSteps = [25, 50, 100, 200] as const;

export interface EventFilter {
  /** Words, each of which must be found. */
  text: string;
  city: string;
  /** `2026-10`, or empty. In the calendar view it is the month that is open. */
  month: string;
  /** First and last day, `2026-10-03`, or empty. */
  from: string;
  to: string;
  style: string;
  /** Something costs no more than this many major units of the event's currency. */
  maxPrice: (typeof priceSteps)[number] | null;
  /** Something costs nothing. */
  isFree: boolean;
  /** There are places for wheelchairs. */
  isAccessible: boolean;
}

export interface BrowseAddress {
  filter: EventFilter;
  view: 'list' | 'calendar';
  /** From 1. Only the list has pages. */
  page: number;
}

export const everyEvent: EventFilter = {
  ...{ text: '', city: '', month: '', from: '', to: '', style: '' },
  ...{ maxPrice: null, isFree: false, isAccessible: false },
};

const monthForm = /^\d{4}-(0[1-9]|1[0-2])$/;
const dayForm = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const pageForm = /^[1-9]\d{0,3}$/;
const letterOrDigit = /[\p{L}\p{N}]/u;
const maxTextLength = 100;

const keepForm = (value: string | null, form: RegExp): string => (value && form.test(value) ? value : '');

const keepText = (value: string | null): string => {
  const text = (value ?? '').trim().slice(0, maxTextLength);
  return letterOrDigit.test(text) ? text : '';
};

/** What cannot be read counts as not asked: an address from a chat may be cut or mistyped. */
export function readBrowseAddress(params: Pick<URLSearchParams, 'get'>): BrowseAddress {
  const view = params.get('view') === 'calendar' ? 'calendar' : 'list';
  return {
    filter: {
      text: keepText(params.get('q')),
      city: keepText(params.get('city')),
      month: keepForm(params.get('month'), monthForm),
      from: keepForm(params.get('from'), dayForm),
      to: keepForm(params.get('to'), dayForm),
      style: keepText(params.get('style')),
      maxPrice: priceSteps.find((step) => String(step) === params.get('price')) ?? null,
      isFree: params.get('free') === '1',
      isAccessible: params.get('accessible') === '1',
    },
    view,
    page: view === 'list' ? Number(keepForm(params.get('page'), pageForm) || 1) : 1,
  };
}

/** The shortest address that reads back as this: `` or `?q=…`. What is left out is the list, from its first page. */
export function writeBrowseAddress(
  filter: EventFilter,
  { view = 'list', page = 1 }: Partial<Pick<BrowseAddress, 'view' | 'page'>> = {},
): string {
  const params = new URLSearchParams();
  for (const [name, value] of [
    ['q', filter.text],
    ['city', filter.city],
    ['month', filter.month],
    ['from', filter.from],
    ['to', filter.to],
    ['style', filter.style],
    ['price', filter.maxPrice === null ? '' : String(filter.maxPrice)],
    ['free', filter.isFree ? '1' : ''],
    ['accessible', filter.isAccessible ? '1' : ''],
    ['view', view === 'calendar' ? view : ''],
    ['page', page > 1 ? String(page) : ''],
  ] as const)
    if (value) params.set(name, value);
  const text = params.toString();
  return text ? `?${text}` : '';
}

/** Whether anything is left out. The month that the calendar is open at leaves nothing out. */
export const isFiltering = ({ filter, view }: Pick<BrowseAddress, 'filter' | 'view'>): boolean =>
  Object.values(view === 'calendar' ? { ...filter, month: '' } : filter).some(Boolean);

/** How many of the filters that stand folded away are asked. */
export const countFolded = ({ from, to, style, maxPrice, isFree, isAccessible }: EventFilter): number =>
  [from, to, style, maxPrice, isFree, isAccessible].filter(Boolean).length;
