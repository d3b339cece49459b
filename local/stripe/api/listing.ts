/**
 * Pages through objects as Stripe's lists do: newest first, 10 by default and at most 100, cursors by id, ranges on `created`.
 * No IO.
 */
import { invalidRequest, resourceMissing } from '../model/apiRefusal.ts';
import type { List } from '../model/stripeObjects.ts';
import type { TimeRange } from './parameters.ts';

export type Page = { limit?: number; starting_after?: string; ending_before?: string; created?: TimeRange };

type Listed = { id: string; created: number };

const DEFAULT_LIMIT = 10;
const HIGHEST_LIMIT = 100;

function isWithin(created: number, range: TimeRange): boolean {
  return (
    (range.gt === undefined || created > range.gt) &&
    (range.gte === undefined || created >= range.gte) &&
    (range.lt === undefined || created < range.lt) &&
    (range.lte === undefined || created <= range.lte)
  );
}

function indexOfCursor(items: readonly Listed[], id: string, kind: string, param: string): number {
  const index = items.findIndex((item) => item.id === id);
  if (index < 0) throw resourceMissing(kind, id, param, false);
  return index;
}

/** `items` oldest first. `kind` is Stripe's word for one, as in "No such charge". */
export function listPage<Item extends Listed>(
  items: readonly Item[],
  page: Page,
  url: string,
  kind: string,
): List<Item> {
  const limit = page.limit ?? DEFAULT_LIMIT;
  if (limit < 1 || limit > HIGHEST_LIMIT) {
    throw invalidRequest(`This value must be between 1 and ${HIGHEST_LIMIT}.`, {
      code: 'parameter_invalid_integer',
      param: 'limit',
    });
  }
  const newestFirst = items.toReversed();
  const { starting_after: after, ending_before: before, created = {} } = page;
  const first = after === undefined ? 0 : indexOfCursor(newestFirst, after, kind, 'starting_after') + 1;
  const end =
    before === undefined ? newestFirst.length : indexOfCursor(newestFirst, before, kind, 'ending_before');
  const found = newestFirst.slice(first, end).filter((item) => isWithin(item.created, created));
  // Going backwards, the page is the one that ends just before the cursor.
  const data = before === undefined ? found.slice(0, limit) : found.slice(-limit);
  return { object: 'list', data, has_more: found.length > data.length, url };
}
