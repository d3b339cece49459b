/**
 * Stands in the browser's build for `re2js`, a regular expression engine of 65 kB gzipped. Firestore's SDK has it for pipelines
 * that a browser answers from its own cache, and cannot be built without it; the portal reads documents and queries
 * (`firestoreSdk.ts`), and lint refuses pipelines. docs/decisions/0006. No IO.
 */
export const RE2JS = {
  compile(): never {
    throw new Error(
      'This build has no regular expressions for pipelines of Firestore: see web/vite.config.ts.',
    );
  },
};
