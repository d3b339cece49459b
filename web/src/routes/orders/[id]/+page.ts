import { error } from '@sveltejs/kit';
import { isDocumentId } from '@fashionista/domain/documentIds';
import type { PageLoad } from './$types';

/** Nothing could be asked of Firestore under another name. */
export const load: PageLoad = ({ params }) => {
  if (!isDocumentId(params.id)) error(404);
};
