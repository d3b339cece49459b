/** Designers' public profiles: people and houses. No IO. */
import type { DesignerId, Uid } from './ids.ts';

type DesignerRole = 'owner' | 'editor' | 'writer' | 'reader';

/** A Firestore document `designers/{designerId}`: everyone reads it once it is published, its members before. */
export interface Designer {
  designerId: DesignerId;
  slug: string;
  state: 'draft' | 'published';
  name: string;
  kind: 'person' | 'house';
  /** Where they work. */
  city: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
  /** The label a person works under, where it has another name. */
  house?: string;
  /** Two or three sentences. */
  words: string;
  members: Record<Uid, DesignerRole>;
  /** The members' ids, for queries. */
  memberUids: Uid[];
}
