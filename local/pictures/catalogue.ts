/**
 * Which picture each name has: a motif in colours of its own. Paper, ink and oxblood run through all of them; each
 * event bends them its way. No IO.
 */
import type { Motif } from './canvas.ts';
import { rampOf } from './colour.ts';
import { arcade } from './motifs/arcade.ts';
import { foldedPaper } from './motifs/foldedPaper.ts';
import { haze } from './motifs/haze.ts';
import { knit } from './motifs/knit.ts';
import { lace } from './motifs/lace.ts';
import { organza } from './motifs/organza.ts';
import { pleatedFan } from './motifs/pleats.ts';
import { rain } from './motifs/rain.ts';
import { rosettes } from './motifs/rosettes.ts';
import { silk } from './motifs/silk.ts';
import { stripes } from './motifs/stripes.ts';
import { twill } from './motifs/twill.ts';
import { velvet } from './motifs/velvet.ts';

/** By name: the slug of the event, or `house` for the portal's own. */
export const pictures: Record<string, Motif> = {
  house: arcade(rampOf('#140c0b', '#3a1713', '#7a2a22', '#c0714f', '#ecc9a2', '#fff6e6')),
  'iron-and-organza': organza(rampOf('#17090a', '#3d0f13', '#6e1a1d', '#93302a'), '#fbe9d9'),
  'the-weight-of-water': silk(rampOf('#0a1120', '#10284a', '#234f7c', '#5086a8', '#a8c6cd', '#f6f0e0')),
  'archive-of-gestures': pleatedFan(rampOf('#2a211b', '#6d5a49', '#b9a58c', '#e4d7c0', '#fbf5e8'), '#1c1613'),
  'salon-of-small-hours': velvet(rampOf('#14070a', '#3d0d13', '#6f1b1d', '#9f3a2a', '#d98e5f', '#f8dfb6')),
  'the-left-hand-of-lace': lace(
    rampOf('#1d1210', '#3b211b', '#6a3a2b'),
    rampOf('#9c826c', '#e6d5bd', '#fffaf0'),
  ),
  'grammar-of-folds': foldedPaper(rampOf('#5a4a48', '#96827c', '#cbb8aa', '#eadfce', '#fffaf0')),
  'nocturne-for-wool': twill(rampOf('#0a0a0c', '#1f1f24', '#39302f', '#84331f', '#df6f36', '#ffdda3')),
  'jardin-mecanique': rosettes(
    '#14170f',
    rampOf('#171d10', '#38472a', '#6f8052', '#b9bf8e', '#eee9c8'),
    rampOf('#2a1a0a', '#6b4a1c', '#b48a3e', '#e4c67d', '#fff1c9'),
    rampOf('#241011', '#571f20', '#8d3a33', '#cf8468', '#f6d8bc'),
  ),
  'rain-cloth': rain(rampOf('#0e1715', '#1f332f', '#3f5b53', '#7a948a', '#c3d0c4', '#f7f4e8')),
  'second-skin-third-act': knit(
    [
      rampOf('#3a1518', '#7d3b3c', '#c27d76', '#ecbfae', '#fff0e2'),
      rampOf('#331608', '#7a3d22', '#b96f46', '#e2a87c', '#fde4c7'),
    ],
    '#2a0f0e',
  ),
  'heat-haze': haze(
    rampOf('#2c0d12', '#6b1a1c', '#a83f27', '#d6803f', '#efbf7c', '#fde9c4'),
    rampOf('#7a2b30', '#d98361', '#fbe3bd'),
  ),
  'loud-cloth': stripes('#f3eadb', ['#14100f', '#c8321f']),
};
