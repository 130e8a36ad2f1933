/** The part of this package that the server uses. The rest runs in the child process. */
export { CJK_FONTS_PACKAGE, findCjkFonts } from './cjk-fonts.ts';
export { ConversionFailure, FAILURES, type FailureReason } from './failure.ts';
export { LineReader } from './lines.ts';
export {
  type ByteRange,
  CONVERSION_TYPES,
  type ConversionOrder,
  type ConversionType,
  DEFAULT_SCALE,
  DOCUMENT_KINDS,
  type DocumentKind,
  type FromRenderer,
  type ImageSize,
  MAX_SCALE,
  MAX_UNTAKEN,
  MIN_SCALE,
  OUTPUT_FORMATS,
  type OutputFormat,
  PAGE_FLAWS,
  type PageFlaw,
  type RenderedPage,
  type RenderLimits,
  type RenderOrder,
  type Slides,
  type ToRenderer,
} from './protocol.ts';
export { rendererCommand } from './renderer-command.ts';
