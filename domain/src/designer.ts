/** Designers' public profiles: people and houses, and how one begins ([R7]). No IO. */
import type { DesignerId, Uid } from './ids.ts';

/** [R7] How many profiles somebody owns at most. */
export const profilesPerOwner = 10;

export const designerKinds = ['person', 'house'] as const;

export type DesignerRole = 'owner' | 'editor' | 'writer' | 'reader';

/** A Firestore document `designers/{designerId}`: everyone reads it once it is published, its members before. */
export interface Designer {
  designerId: DesignerId;
  slug: string;
  state: 'draft' | 'published';
  name: string;
  kind: (typeof designerKinds)[number];
  /** Where they work. */
  city: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
  /** The label a person works under, where it has another name. */
  house?: string;
  /** Two or three sentences; empty until they are written. */
  words: string;
  members: Record<Uid, DesignerRole>;
  /** The members' ids, for queries. */
  memberUids: Uid[];
}

/** Who a profile is of, as its owner first says it. */
export type DesignerIdentity = Pick<Designer, 'name' | 'kind' | 'city' | 'country'>;

/** [R7] A profile is named by its slug, so that no two have the same. */
export const designerIdOf = (slug: string): DesignerId => `designer-${slug}` as DesignerId;

/** [R7] A draft, its owner's alone. */
export const newDesigner = (slug: string, owner: Uid, identity: DesignerIdentity): Designer => ({
  designerId: designerIdOf(slug),
  slug,
  state: 'draft',
  ...identity,
  words: '',
  members: { [owner]: 'owner' },
  memberUids: [owner],
});

/** Where a designer's private files are in Storage, with the slash that parts them from others'. */
export const filesOf = (designerId: DesignerId): string => `designers/${designerId}/private/`;
