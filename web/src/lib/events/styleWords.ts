/**
 * The styles of events in the reader's words. An event has them in English, as the address of a filter has; one that the
 * portal has no words for is shown as its organizer wrote it. No IO.
 */
import { m } from '#lib/paraglide/messages.js';

const words: Readonly<Record<string, () => string>> = {
  couture: m.events_style_couture,
  craft: m.events_style_craft,
  evening: m.events_style_evening,
  experimental: m.events_style_experimental,
  'graduate show': m.events_style_graduate_show,
  'group show': m.events_style_group_show,
  knitwear: m.events_style_knitwear,
  menswear: m.events_style_menswear,
  outerwear: m.events_style_outerwear,
  performance: m.events_style_performance,
  print: m.events_style_print,
  'ready-to-wear': m.events_style_ready_to_wear,
  resort: m.events_style_resort,
  retrospective: m.events_style_retrospective,
  streetwear: m.events_style_streetwear,
  tailoring: m.events_style_tailoring,
  textile: m.events_style_textile,
};

export function nameStyle(style: string): string {
  const name = style.toLowerCase();
  return (Object.hasOwn(words, name) ? words[name]?.() : undefined) ?? style;
}
