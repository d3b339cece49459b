/** The paths that a rules text has lines for, as templates: `events/{eventId}/boards/{sectionId}`. No IO. */
import { readRulesText } from '../mutants/readRulesText.ts';

/** `root`: what stands before all of them, as the text writes it. */
export function readMatches(text: string, root: string): string[] {
  const templates: string[] = [];
  /** What each open brace began: a match's path, or nothing. */
  const open: string[] = [];
  let pending = '';
  const words = readRulesText(text);
  words.forEach((word, i) => {
    if (word.text === 'match') pending = words[i + 1]?.text ?? '';
    else if (word.text === '{') {
      open.push(pending);
      if (pending !== '') {
        const whole = open.join('');
        // A match without an `allow` of its own only holds others.
        if (words[i + 1]?.text === 'allow') templates.push(whole.slice(root.length + 1));
      }
      pending = '';
    } else if (word.text === '}') open.pop();
  });
  return templates;
}

/** Whether a template matches the path, `{rest=**}` any number of segments. */
export function matches(template: string, path: string): boolean {
  const pattern = template.replaceAll(/\{\w+=\*\*\}/g, '.+').replaceAll(/\{\w+\}/g, '[^/]+');
  return new RegExp(`^${pattern}$`).test(path);
}
