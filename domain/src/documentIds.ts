/** How documents of ours may be named. No IO. */

/** Firestore keeps names like `__this__` for itself, and fails whoever reads them. */
const documentId = /^(?!__.*__$)[A-Za-z0-9_-]{1,128}$/;

export const isDocumentId = (text: string): boolean => documentId.test(text);
