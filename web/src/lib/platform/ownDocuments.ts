/**
 * The few documents that a browser writes itself, because they are its user's alone and rules check their shape. Loads
 * the SDK on first need. Offline a write waits in this page and is sent when there is a connection: its promise ends
 * then, so nobody waits for it to show what was done. Nothing that money or a place depends on is written here.
 */
import type { WebConfig } from './config.ts';

/** `failed`: it never left, for the SDK could not be loaded or broke. */
export type WriteOutcome = 'done' | 'denied' | 'failed';

export class OwnDocuments {
  readonly #config: WebConfig;

  constructor(config: WebConfig) {
    this.#config = config;
  }

  /** `stampedField` gets the server's time. */
  create(path: string, fields: Record<string, string>, stampedField: string): Promise<WriteOutcome> {
    return this.#write((sdk, db) =>
      sdk.setDoc(sdk.doc(db, path), { ...fields, [stampedField]: sdk.serverTimestamp() }),
    );
  }

  remove(path: string): Promise<WriteOutcome> {
    return this.#write((sdk, db) => sdk.deleteDoc(sdk.doc(db, path)));
  }

  async #write(
    act: (
      sdk: typeof import('./firestoreSdk.ts'),
      db: ReturnType<(typeof import('./firestoreSdk.ts'))['openFirestore']>,
    ) => Promise<void>,
  ): Promise<WriteOutcome> {
    try {
      const sdk = await import('./firestoreSdk.ts');
      await act(sdk, sdk.openFirestore(this.#config));
      return 'done';
    } catch (error) {
      // Firebase throws FirebaseError with a code; a chunk that could not be loaded throws TypeError.
      const isDenied = error instanceof Error && 'code' in error && error.code === 'permission-denied';
      return isDenied ? 'denied' : 'failed';
    }
  }
}
