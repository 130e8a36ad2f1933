/** The part of this package that the server uses. The rest runs in the child process. */
export { ConversionFailure, FAILURES, type FailureReason } from './failure.ts';
export { LineReader } from './lines.ts';
export {
  CONVERSION_TYPES,
  type ConversionOrder,
  type ConversionType,
  DEFAULT_SCALE,
  type ImageSize,
  MAX_SCALE,
  MIN_SCALE,
  OUTPUT_FORMATS,
  type OutputFormat,
} from './order.ts';
export {
  DOCUMENT_KINDS,
  type DocumentKind,
  type FromRenderer,
  MAX_UNTAKEN,
  type RenderedPage,
  type RenderLimits,
  type RenderOrder,
  type ToRenderer,
} from './protocol.ts';
export { type RendererCommand, rendererCommand } from './renderer-command.ts';
