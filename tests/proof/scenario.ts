/** What a scenario of failing providers is: a stage, and what was violated on it. No IO. */
import type { EventId } from '@fashionista/domain/ids';
import type { FirestoreProxy } from '../support/firestoreProxy.ts';
import type { ProofRun } from './proof.ts';

export interface ScenarioStage {
  admin: ProofRun['admin'];
  proxy: FirestoreProxy;
  eventId: EventId;
  /** How many are at it at once. */
  buyers: number;
}

export interface Scenario {
  title: string;
  run: (stage: ScenarioStage) => Promise<string[]>;
}
