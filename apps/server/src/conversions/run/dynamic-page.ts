import { type FileHandle, open, stat } from 'node:fs/promises';
import { ConversionFailure } from '@boardgate/renderer';
import { readSlidesSvg } from './slides-svg.ts';

/** In the SVG images take a third more than their own size. */
const MAX_SVG_BYTES = 256 * 1024 ** 2;

/** Forbids requests even if the page is opened from a bucket without a policy, or from the archive. */
const POLICY =
  "default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:; script-src 'unsafe-inline' 'unsafe-eval'; base-uri 'none'; form-action 'none'";

const headOf = (style: string) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Slides</title>
<style>html, body { margin: 0; height: 100%; overflow: hidden; background: #000 } ${style} { display: block; width: 100vw; height: 100vh; border: 0 }</style>
</head>
<body>
`;

/** The slides are a page within the page, which has an origin of its own wherever the file lies, and cannot lead the outer one away. */
const FRAME = `${headOf('iframe')}<iframe sandbox="allow-scripts" title="Slides" srcdoc="`;
const FRAME_END = `"></iframe>
<script>
{
  const frame = document.querySelector('iframe');
  const show = () => /^#[0-9]{1,5}$/.test(location.hash) && frame.contentWindow.postMessage(Number(location.hash.slice(1)), '*');
  frame.addEventListener('load', show);
  addEventListener('hashchange', show);
  frame.focus();
}
</script>
</body>
</html>
`;

const HEAD = `${headOf('svg')}<script type="image/svg+xml" id="slides">`;

/** LibreOffice's script needs an XML parser, and calls methods of the SVG on the page's root. */
const LOADER = `</script>
<script>
{
  const holder = document.getElementById('slides');
  const parsed = new DOMParser().parseFromString(holder.textContent, 'image/svg+xml');
  const svg = document.importNode(parsed.documentElement, true);
  holder.replaceWith(svg);
  // A link would put another page in the frame: even one within the slides, which are at no address.
  addEventListener('click', (event) => event.target.closest('a') && event.preventDefault(), true);
  // The number of a slide, from the address of the page around the frame. LibreOffice's script declares both names.
  addEventListener('message', ({ source, data }) => {
    if (source !== parent || !Number.isInteger(data)) return;
    const last = theMetaDoc.nNumberOfSlides - 1;
    aSlideShow.displaySlide(Math.min(Math.max(data - 1, 0), last), true);
  });
  for (const name of ['createSVGMatrix', 'createSVGPoint', 'createSVGRect']) {
    document.documentElement[name] = () => svg[name]();
  }
}
</script>
<script>
`;

const TAIL = `
</script>
</body>
</html>
`;

/**
 * Writes a web page that presents slides, in one file. Its address may end in `#n`, the number of the slide to show first.
 *
 * @param hidden the places of slides that are left out, from 0.
 * @throws {ConversionFailure} `presentation-broken` if the SVG is not as LibreOffice writes it; `limit-exceeded`.
 */
export async function writeDynamicPage(
  svg: string,
  page: string,
  signal: AbortSignal,
  hidden: readonly number[] = [],
): Promise<void> {
  const file = await open(page, 'wx', 0o600);
  try {
    await writePage(svg, file, signal, hidden);
  } catch (cause) {
    signal.throwIfAborted();
    if (cause instanceof ConversionFailure) throw cause;
    const detail = 'its slides cannot be converted into a web page: convert it as static';
    throw new ConversionFailure('presentation-broken', detail, { cause });
  } finally {
    await file.close();
  }
}

async function writePage(
  svg: string,
  file: FileHandle,
  signal: AbortSignal,
  hidden: readonly number[],
): Promise<void> {
  const { size } = await stat(svg);
  if (size > MAX_SVG_BYTES) {
    const detail = `its web page is larger than ${MAX_SVG_BYTES / 1024 ** 2} MiB: use smaller images`;
    throw new ConversionFailure('limit-exceeded', detail);
  }
  const write = (html: string) => file.appendFile(html.replaceAll('&', '&amp;').replaceAll('"', '&quot;'));
  await file.appendFile(FRAME);
  await write(HEAD);
  const script = await readSlidesSvg(svg, hidden, write, signal);
  if (script === '') throw new Error('The SVG has no presentation script.');
  await write(LOADER);
  await write(script.replaceAll(/<(?=\/script|!--)/gi, '<\\'));
  await write(TAIL);
  await file.appendFile(FRAME_END);
}
