import { type FileHandle, open, stat } from 'node:fs/promises';
import { ConversionFailure } from '@boardgate/renderer';
import { readSlidesSvg } from './slides-svg.ts';

/** Of the SVG that LibreOffice writes; images count a third more than their own size. */
const MAX_SVG_BYTES = 256 * 1024 ** 2;

/** The page asks for nothing, wherever it is kept: in a store that sends no policy, or opened from the archive. */
const POLICY =
  "default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:; script-src 'unsafe-inline' 'unsafe-eval'; base-uri 'none'; form-action 'none'";

const HEAD = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Slides</title>
<style>html, body { margin: 0; height: 100%; overflow: hidden; background: #000 } svg { display: block; width: 100vw; height: 100vh }</style>
</head>
<body>
<script type="image/svg+xml" id="slides">`;

/**
 * LibreOffice’s script looks for names by namespace, which only an XML parser knows, and takes the SVG for the whole document: the two
 * methods that it asks the document’s root for are lent to the page’s root.
 */
const LOADER = `</script>
<script>
{
  const holder = document.getElementById('slides');
  const parsed = new DOMParser().parseFromString(holder.textContent, 'image/svg+xml');
  const svg = document.importNode(parsed.documentElement, true);
  holder.replaceWith(svg);
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
 * Writes a web page that presents slides, complete in one file.
 *
 * @throws {ConversionFailure} `presentation-broken` where LibreOffice’s SVG is not what it should be; `limit-exceeded`.
 */
export async function writeDynamicPage(svg: string, page: string, signal: AbortSignal): Promise<void> {
  const file = await open(page, 'wx', 0o600);
  try {
    await writePage(svg, file, signal);
  } catch (cause) {
    signal.throwIfAborted();
    if (cause instanceof ConversionFailure) throw cause;
    throw new ConversionFailure(
      'presentation-broken',
      'its slides cannot be made a web page: convert it as static',
      { cause },
    );
  } finally {
    await file.close();
  }
}

async function writePage(svg: string, file: FileHandle, signal: AbortSignal): Promise<void> {
  const { size } = await stat(svg);
  if (size > MAX_SVG_BYTES) {
    const allowed = MAX_SVG_BYTES / 1024 ** 2;
    throw new ConversionFailure(
      'limit-exceeded',
      `its web page takes more than ${allowed} MiB: make its images smaller`,
    );
  }
  await file.appendFile(HEAD);
  const script = await readSlidesSvg(svg, (markup) => file.appendFile(markup), signal);
  if (script === '') throw new Error('The SVG has no script that presents it.');
  await file.appendFile(LOADER);
  await file.appendFile(script.replaceAll(/<(?=\/script|!--)/gi, '<\\'));
  await file.appendFile(TAIL);
}
