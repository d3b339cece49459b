/**
 * The wire contract of `GET /api/events/{eventId}/pulse`: which version each board has, so that a page can tell whether
 * what it listens to still speaks ([B5]). Public, kept by caches for a moment. No IO.
 */
import type { SectionId } from './ids.ts';

export interface Pulse {
  boards: { sectionId: SectionId; version: number; changedAt: string }[];
  serverTime: string;
}
