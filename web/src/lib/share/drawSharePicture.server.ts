/**
 * Draws the picture that stands for an event where its link is shared: a paper page in the house's type beside the
 * event's own picture, as its page opens. satori lays the words out, sharp joins them with the picture. Pure in what it
 * is given; IO: none.
 */
import satori from 'satori';
import sharp from 'sharp';
import { families, loadShareFonts } from './shareFonts.server.ts';
import { shareSize } from './shareWords.ts';
import type { ShareWords } from './shareWords.ts';

/** The event's picture, upright 4:5 as everywhere. */
const pictureSize = { width: 504, height: 630 } as const;
const wordsWidth = shareSize.width - pictureSize.width;

/** The light tokens of `ui/tokens.css`. */
const colours = { paper: '#f4efe6', ink: '#17130f', soft: '#5c5348', hairline: '#cdc3b2', accent: '#a01f17' };

type Style = Record<string, string | number>;
/** What satori takes without a JSX compiler. */
interface Box {
  type: 'div';
  props: { style: Style; children: string | Box[] };
}
const box = (style: Style, children: string | Box[]): Box => ({
  type: 'div',
  props: { style: { display: 'flex', boxSizing: 'border-box', ...style }, children },
});

/** Short titles are set as a poster, long ones so that they stay on the page: satori does not fit text by itself. */
const titleSizes = [
  { upTo: 14, size: 104 },
  { upTo: 24, size: 88 },
  { upTo: 44, size: 68 },
  { upTo: 80, size: 50 },
] as const;
const titleSize = (title: string): number =>
  titleSizes.find(({ upTo }) => Array.from(title).length <= upTo)?.size ?? 40;

const cut = (text: string, most: number): string => {
  const characters = Array.from(text);
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
};

const caption = (text: string, color: string) =>
  box({ fontFamily: families.text, fontSize: 20, letterSpacing: 2, textTransform: 'uppercase', color }, text);

function layOut({ site, title, designers, date, place, lost }: ShareWords, width: number): Box {
  const shown = cut(title, 120);
  return box(
    {
      ...{ width, height: shareSize.height, padding: 52, flexDirection: 'column' },
      ...{ justifyContent: 'space-between', backgroundColor: colours.paper, color: colours.ink },
    },
    [
      caption(site, colours.soft),
      box({ flexDirection: 'column' }, [
        ...(lost ? [box({ marginBottom: 16 }, [caption(lost, colours.accent)])] : []),
        box(
          {
            ...{ fontFamily: families.display, fontSize: titleSize(shown), lineHeight: 1 },
            ...{ letterSpacing: '-0.02em', wordBreak: 'break-word' },
          },
          shown,
        ),
        ...(designers
          ? [
              box(
                { fontFamily: families.italic, fontStyle: 'italic', fontSize: 32, marginTop: 20 },
                cut(designers, 70),
              ),
            ]
          : []),
      ]),
      box(
        {
          ...{ flexDirection: 'column', borderTop: `1px solid ${colours.hairline}`, paddingTop: 20 },
          ...{ fontFamily: families.text, fontSize: 27, lineHeight: 1.35 },
        },
        [box({}, date), box({ color: colours.soft }, cut(place, 60))],
      ),
    ],
  );
}

let fonts: ReturnType<typeof loadShareFonts> | undefined;

/** `picture`: an encoded image of any size, or nothing: then the words stand on paper alone. Answers a PNG. */
export async function drawSharePicture(
  words: ShareWords,
  picture: ArrayBuffer | undefined,
): Promise<Uint8Array<ArrayBuffer>> {
  fonts ??= loadShareFonts();
  const width = picture ? wordsWidth : shareSize.width;
  const svg = await satori(layOut(words, width), { width, height: shareSize.height, fonts });
  const layers = [{ input: Buffer.from(svg), left: 0, top: 0 }];
  if (picture) {
    const cropped = await sharp(picture).resize(pictureSize).toBuffer();
    layers.push({ input: cropped, left: wordsWidth, top: 0 });
  }
  const drawn = await sharp({ create: { ...shareSize, channels: 3, background: colours.paper } })
    .composite(layers)
    .png({ palette: true, quality: 90 })
    .toBuffer();
  return new Uint8Array(drawn);
}
