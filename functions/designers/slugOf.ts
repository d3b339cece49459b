/** The address of a profile, made from its name ([R7]). No IO. */
import slugify from '@sindresorhus/slugify';

/** A name may be written in signs that no address has. */
const nameless = 'designer';
/** In characters. */
const maxLength = 60;

export const slugOf = (name: string): string =>
  slugify(name, { decamelize: false }).slice(0, maxLength).replace(/-$/, '') || nameless;
