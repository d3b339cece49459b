/** Who did what that not everybody may, on whom or what, from what to what, and why: `audit/{id}`, never changed. No IO. */
import type { RequestId, Uid } from './ids.ts';

/** `cli`: whoever has the keys of the house, at a command line. */
export type Actor = { kind: 'person'; uid: Uid; role: string | null } | { kind: 'cli' };

/** A Firestore document `audit/{auditId}`. Made in the commit of what it tells about. Read by admins. */
export interface AuditEntry {
  at: Date;
  actor: Actor;
  /** An action's name. */
  action: string;
  on: { kind: 'account' | 'event'; id: string };
  before: Record<string, unknown>;
  after: Record<string, unknown>;
  /** In the actor's words. */
  reason: string;
  requestId: RequestId;
}
