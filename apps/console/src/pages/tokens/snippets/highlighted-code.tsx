import './code-colors.css';
import type { ElementContent } from 'hast';
import bash from 'highlight.js/lib/languages/bash';
import csharp from 'highlight.js/lib/languages/csharp';
import go from 'highlight.js/lib/languages/go';
import java from 'highlight.js/lib/languages/java';
import javascript from 'highlight.js/lib/languages/javascript';
import php from 'highlight.js/lib/languages/php';
import python from 'highlight.js/lib/languages/python';
import ruby from 'highlight.js/lib/languages/ruby';
import swift from 'highlight.js/lib/languages/swift';
import { createLowlight } from 'lowlight';
import type { ReactNode } from 'react';
import type { CodeLanguage } from './languages.ts';

const lowlight = createLowlight({ curl: bash, csharp, go, java, javascript, php, python, ruby, swift });

/** Code in the colors of its language; loaded on demand. */
export default function HighlightedCode({
  code,
  language,
}: {
  readonly code: string;
  readonly language: CodeLanguage;
}) {
  return lowlight
    .highlight(language, code)
    .children.map((node, index) => toReact(node as ElementContent, index));
}

function toReact(node: ElementContent, index: number): ReactNode {
  if (node.type === 'text') return node.value;
  if (node.type !== 'element') return null;
  const { className } = node.properties;
  const classes = [className].flat().join(' ');
  return (
    <span key={index} className={classes}>
      {node.children.map(toReact)}
    </span>
  );
}
