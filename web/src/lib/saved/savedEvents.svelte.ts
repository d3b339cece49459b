/**
 * Which events somebody saved [E4]. A press counts at once: it is a *wish*, shown as done, noted in this browser and sent
 * when there is a connection. What the server knows is listened to, but only on pages that show it, and only once
 * there is somebody: a first wish makes a guest, as a first hold does. A guest's saved events go along to the account
 * they sign in to. IO: the session, the live store, own documents and the note, passed in.
 */
import type { EventId, Uid } from '@fashionista/domain/ids';
import { paths } from '@fashionista/domain/paths';
import { mostSavedEvents } from '@fashionista/domain/savedEvent';
import type { SavedEvent } from '@fashionista/domain/savedEvent';
import { createContext } from 'svelte';
import type { LiveStore } from '#lib/platform/liveStore.svelte.ts';
import type { OwnDocuments } from '#lib/platform/ownDocuments.ts';
import type { SavedNote, SavedNotes } from './savedNote.ts';

interface Parts {
  live: Pick<LiveStore, 'listenQuery'>;
  documents: Pick<OwnDocuments, 'create' | 'remove'>;
  /** Makes a guest where there is nobody. Rejects where the sign-in service cannot be reached. */
  ensureUser: () => Promise<unknown>;
  notes: SavedNotes;
}

/** `unknown`: not heard from the server yet. */
type SavedStatus = 'unknown' | 'known' | 'failed';

export class SavedEvents {
  readonly #parts: Parts;
  #known = $state.raw<ReadonlySet<EventId>>(new Set());
  #wishes = $state.raw<ReadonlyMap<EventId, boolean>>(new Map());
  #status = $state<SavedStatus>('unknown');
  #refused = $state.raw<EventId | null>(null);
  #needs = $state(0);
  #round = $state(0);
  #owner: SavedNote['owner'] = null;
  #isHeard = false;
  /** The newest write of each event that is under way; an older one's end means nothing any more. */
  readonly #sending = new Map<EventId, { wanted: boolean }>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  get status(): SavedStatus {
    return this.#status;
  }
  /** Whether to listen: something on this page shows it, or a wish waits. */
  get isNeeded(): boolean {
    return this.#needs > 0 || this.#wishes.size > 0;
  }
  /** Another number asks to listen anew. */
  get round(): number {
    return this.#round;
  }
  get eventIds(): EventId[] {
    const all = new Set([...this.#known, ...this.#wishes.keys()]);
    return [...all].filter((eventId) => this.isSaved(eventId)).toSorted();
  }
  /** Whether some wish is not yet the server's. */
  get isWaiting(): boolean {
    return this.#wishes.size > 0;
  }
  isSaved(eventId: EventId): boolean {
    return this.#wishes.get(eventId) ?? this.#known.has(eventId);
  }
  /** Whether the last press on it was refused. */
  wasRefused(eventId: EventId): boolean {
    return this.#refused === eventId;
  }

  /** Shows what this browser remembers. Call once, in the browser. */
  begin(): void {
    const { owner, saved, wishes } = this.#parts.notes.read();
    this.#owner = owner;
    this.#known = new Set(saved);
    this.#wishes = new Map(wishes);
  }

  /** Says that this page shows saved events, until the answered function is called. */
  need(): () => void {
    this.#needs += 1;
    return () => (this.#needs -= 1);
  }

  /** Who it is now. What was another's is forgotten, unless a guest signed in to an account of theirs. */
  belongTo(user: { uid: string; isGuest: boolean } | null): void {
    const before = this.#owner;
    if (before && before.uid !== user?.uid) {
      const goesAlong = before.isGuest && user !== null && !user.isGuest;
      const kept = goesAlong ? this.eventIds : [];
      this.#wishes = new Map(kept.map((eventId) => [eventId, true]));
      this.#known = new Set();
      this.#status = 'unknown';
      this.#isHeard = false;
      this.#sending.clear();
    }
    this.#owner = user && { uid: user.uid as Uid, isGuest: user.isGuest };
    this.#note();
    if (this.#owner === null) this.retry();
  }

  /** Listens to what this user saved, and sends what waits. */
  follow(uid: Uid): () => void {
    if (this.#status === 'failed') this.#status = 'unknown';
    this.#isHeard = false;
    return this.#parts.live.listenQuery<SavedEvent>(
      { collection: paths.savedEvents(uid), limit: mostSavedEvents },
      {
        onValue: (events) => {
          if (this.#owner?.uid !== uid) return;
          this.#known = new Set(events.map(({ eventId }) => eventId));
          this.#status = 'known';
          this.#isHeard = true;
          this.#flush(uid);
        },
        onFailure: (failure) => {
          if (this.#owner?.uid !== uid) return;
          this.#status = 'failed';
          if (failure === 'denied') this.#refuseAll();
        },
      },
    );
  }

  toggle(eventId: EventId): void {
    this.#refused = null;
    this.#wishes = new Map([...this.#wishes, [eventId, !this.isSaved(eventId)]]);
    this.#note();
    if (this.#owner === null || this.#status === 'failed') this.retry();
    else if (this.#isHeard) this.#flush(this.#owner.uid);
  }

  /** There may be a connection again: whatever failed or waits is tried anew. */
  retry(): void {
    if (this.#status === 'failed') this.#round += 1;
    if (this.#owner && this.#isHeard) this.#flush(this.#owner.uid);
    // Without a connection nobody can be made, or found again: the wish waits for the next try.
    else if (this.#wishes.size > 0) this.#parts.ensureUser().catch(() => undefined);
  }

  #flush(uid: Uid): void {
    for (const [eventId, wanted] of this.#wishes) {
      const sent = this.#sending.get(eventId);
      if (sent?.wanted === wanted) continue;
      if (!sent && this.#known.has(eventId) === wanted) this.#settle(eventId);
      else void this.#send(uid, eventId, wanted);
    }
  }

  async #send(uid: Uid, eventId: EventId, wanted: boolean): Promise<void> {
    const sent = { wanted };
    this.#sending.set(eventId, sent);
    const path = paths.savedEvent(uid, eventId);
    const { documents } = this.#parts;
    const outcome = await (wanted ? documents.create(path, { eventId }, 'savedAt') : documents.remove(path));
    if (this.#sending.get(eventId) !== sent) return;
    this.#sending.delete(eventId);
    if (outcome === 'failed') return;
    if (outcome === 'done') this.#learn(eventId, wanted);
    // What is as wished already may not be made again: another page was quicker.
    else if (this.#known.has(eventId) !== wanted) this.#refused = eventId;
    this.#settle(eventId);
  }

  /** Their session has ended: none of what waits will be heard. */
  #refuseAll(): void {
    this.#refused = [...this.#wishes.keys()].at(-1) ?? this.#refused;
    this.#wishes = new Map();
    this.#note();
  }

  #learn(eventId: EventId, isSaved: boolean): void {
    const known = new Set(this.#known);
    if (isSaved) known.add(eventId);
    else known.delete(eventId);
    this.#known = known;
  }

  /** The wish is over: from here on what is known is shown. */
  #settle(eventId: EventId): void {
    const wishes = new Map(this.#wishes);
    wishes.delete(eventId);
    this.#wishes = wishes;
    this.#note();
  }

  #note(): void {
    this.#parts.notes.write({ owner: this.#owner, saved: [...this.#known], wishes: [...this.#wishes] });
  }
}

export const [getSavedEvents, setSavedEvents] = createContext<SavedEvents>();
