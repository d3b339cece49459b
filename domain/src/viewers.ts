/**
 * Who has a hall's map open, counted and never named ([V1]–[V4]): decisions about viewings, which are what an instance
 * of `api` remembers of a viewer. No IO, no clock: instants are passed in.
 */
import type { SectionId, ViewerId } from './ids.ts';

/** One open map: a page's own random id, and which section it shows. */
export interface Viewing {
  viewerId: ViewerId;
  /** `null`: the whole hall. */
  sectionId: SectionId | null;
  /** [V2] From then on it no longer counts, unless the page said again that it is there. */
  until: Date;
}

/** A Firestore document `events/{eventId}/viewers/{slot}`: what some instances of `api` know. Only the server reads it. */
export interface ViewersRecord {
  eventId: string;
  viewings: Viewing[];
}

/** [V3] More viewers than this are not counted: "more than". */
export const viewersCounted = 500;

/** [V2] Seconds between two signs of life: the more viewers, the rarer; `most` where they are no longer counted. */
const signSeconds = { least: 5, most: 60, viewersASecond: 20 };
/** [V2] How many signs may be missed. */
const signsMissed = 2.5;

/** How many others look, besides the viewer who asked. */
export interface OtherViewers {
  hall: number;
  /** Sections that somebody has open, none that nobody has. */
  sections: Record<SectionId, number>;
  /** [V3] There are more than were counted: the counts are "at least". */
  isMore: boolean;
}

/** [V2] When a viewer should give the next sign of life, in seconds; `viewerCount` as it is known: at most {@link viewersCounted}. */
export const nextSignSeconds = (viewerCount: number): number =>
  viewerCount >= viewersCounted
    ? signSeconds.most
    : Math.max(signSeconds.least, Math.ceil(viewerCount / signSeconds.viewersASecond));

/** [V2] How long a sign of life counts. */
export const viewingEnds = (now: Date, nextSeconds: number): Date =>
  new Date(now.getTime() + nextSeconds * signsMissed * 1_000);

/** Viewings of several sources as one list: a viewer's latest, none that ended, at most {@link viewersCounted}. */
export function mergeViewings(now: Date, ...sources: Iterable<Viewing>[]): Viewing[] {
  const latest = new Map<ViewerId, Viewing>();
  for (const source of sources)
    for (const viewing of source) {
      const known = latest.get(viewing.viewerId);
      if (viewing.until > now && (known === undefined || viewing.until > known.until))
        latest.set(viewing.viewerId, viewing);
    }
  return [...latest.values()].slice(0, viewersCounted);
}

/** [V1] What a viewer is told: how many others, not who. */
export function countOthers(viewings: readonly Viewing[], viewerId: ViewerId): OtherViewers {
  const sections: Record<SectionId, number> = {};
  let hall = 0;
  for (const viewing of viewings) {
    if (viewing.viewerId === viewerId) continue;
    hall += 1;
    if (viewing.sectionId !== null) sections[viewing.sectionId] = (sections[viewing.sectionId] ?? 0) + 1;
  }
  return { hall, sections, isMore: viewings.length >= viewersCounted };
}
