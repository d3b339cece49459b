/**
 * Files in Storage, as the features write them: whole ones that only the server brings. Who reads them is storage.rules' question.
 * IO: Cloud Storage.
 */
import type { Storage } from 'firebase-admin/storage';
import { unavailable } from './failures.ts';
import { withDeadline } from './withDeadline.ts';

export interface Files {
  /** Replaces what is there. */
  save(path: string, content: string, contentType: string): Promise<void>;
  /** One that is gone already is no error. */
  remove(path: string): Promise<void>;
  /** All whose path begins so. */
  removeAll(prefix: string): Promise<void>;
}

const noAnswer = 'Our files cannot be reached just now. Try again: nothing is done twice.';

/** Calls fail as `unavailable` (503) when Storage does not answer within `deadlineMs`, or fails. */
export function createFiles(storage: Storage, bucketName: string, deadlineMs: number): Files {
  const bucket = storage.bucket(bucketName);
  const ask = async <Value>(work: () => Promise<Value>): Promise<Value> => {
    try {
      return await withDeadline(work(), deadlineMs, () => new Error('Storage did not answer in time'));
    } catch (error) {
      throw unavailable(noAnswer, error);
    }
  };
  return {
    save: (path, content, contentType) =>
      ask(() =>
        bucket.file(path).save(content, {
          ...{ contentType, resumable: false },
          // It is one person's: nothing between them and us may keep it.
          metadata: { cacheControl: 'private, no-store' },
        }),
      ),
    remove: async (path) => {
      await ask(() => bucket.file(path).delete({ ignoreNotFound: true }));
    },
    removeAll: (prefix) => ask(() => bucket.deleteFiles({ prefix })),
  };
}
