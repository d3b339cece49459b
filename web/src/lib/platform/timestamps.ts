/**
 * The edge where Firestore's Timestamps become Dates: domain types speak of Date only. Structural, so that the full
 * and the lite SDK, whose Timestamp classes differ, share it. No IO.
 */

interface TimestampLike {
  toDate(): Date;
}
const isTimestamp = (value: object): value is TimestampLike =>
  'toDate' in value && typeof value.toDate === 'function';

/** A document's data with every Timestamp in it, however deep, as a Date. */
export function withDates(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  if (isTimestamp(value)) return value.toDate();
  if (Array.isArray(value)) return value.map(withDates);
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, withDates(entry)]));
}
